// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.job.ResultPage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * The vectors of some pictures make a block, in which the first numbers of all of them come first, then all second ones,
 * and so on. So the products of a question with all of them grow side by side, by a loop without any sum across it, which
 * the compiler turns into instructions for eight or sixteen numbers at once; it never does so with the plain sum of
 * products of two vectors, since that would change the order of additions. That took one and a half times as long. The
 * numbers are copied out of the block first, so that heap and file are read by one loop.
 */
/** The vectors of one model and length, looked through one by one. */
final class Space {
    /** Many, so that the loop is long; and no power of two, so that a column of numbers has room in a processor's cache. */
    private static final int BLOCK = 496;

    private static final int COPIED = 4;
    /** Sums of floats are off by a millionth; so a few more are looked at closer. */
    private static final int SPARE = 32;

    private final int length;
    private final Shelf shelf;
    private final Pictures pictures = new Pictures();
    private final List<FloatBuffer> blocks = new ArrayList<>();

    Space(int length, Shelf shelf) {
        this.length = length;
        this.shelf = shelf;
    }

    Pictures pictures() {
        return pictures;
    }

    void put(ResultPage.Result result, float[] direction) {
        int row = pictures.rowFor(result);
        if (row < 0) {
            return;
        }
        if (row / BLOCK == blocks.size()) {
            blocks.add(shelf.take(BLOCK * length, (long) BLOCK * Pictures.BYTES_A_ROW));
        }
        FloatBuffer block = blocks.get(row / BLOCK);
        for (int i = 0; i < length; i++) {
            block.put(i * BLOCK + row % BLOCK, direction[i]);
        }
        pictures.put(row, result);
    }

    /** Returns the nearest, best first. */
    List<Hit> nearest(float[] direction, @Nullable String owner, @Nullable Picture except, int count) {
        Best best = new Best(pictures, count + SPARE);
        int of = pictures.owner(owner);
        float[] sums = new float[BLOCK];
        float[][] copies = new float[COPIED][BLOCK];
        for (int block = 0; block < blocks.size(); block++) {
            int first = block * BLOCK;
            int rows = Math.min(BLOCK, pictures.rows() - first);
            if (hasAny(first, rows, of)) {
                sum(blocks.get(block), direction, copies, sums);
                offer(first, rows, of, sums, except, best);
            }
        }
        return best.all().stream()
                .map(hit -> new Hit(
                        hit.picture(), hit.job(), hit.row(), Direction.cosine(direction, directionOf(hit.row()))))
                .sorted(Hit.BEST_FIRST)
                .limit(count)
                .toList();
    }

    private boolean hasAny(int first, int rows, int owner) {
        for (int i = 0; i < rows; i++) {
            if (pictures.isOf(first + i, owner)) {
                return true;
            }
        }
        return false;
    }

    private void sum(FloatBuffer block, float[] direction, float[][] copies, float[] sums) {
        Arrays.fill(sums, 0);
        for (int from = 0; from < length; from += copies.length) {
            for (int i = 0; i < copies.length; i++) {
                if (from + i < length) {
                    block.get((from + i) * BLOCK, copies[i]);
                } else {
                    Arrays.fill(copies[i], 0);
                }
            }
            addProducts(direction, from, copies, sums);
        }
    }

    private static void addProducts(float[] direction, int from, float[][] numbers, float[] sums) {
        float a = at(direction, from);
        float b = at(direction, from + 1);
        float c = at(direction, from + 2);
        float d = at(direction, from + 3);
        float[] as = numbers[0];
        float[] bs = numbers[1];
        float[] cs = numbers[2];
        float[] ds = numbers[3];
        for (int i = 0; i < sums.length; i++) {
            sums[i] += a * as[i] + b * bs[i] + c * cs[i] + d * ds[i];
        }
    }

    private static float at(float[] numbers, int index) {
        return index < numbers.length ? numbers[index] : 0;
    }

    private void offer(int first, int rows, int owner, float[] sums, @Nullable Picture except, Best best) {
        for (int i = 0; i < rows; i++) {
            if (pictures.isOf(first + i, owner) && !pictures.picture(first + i).equals(except)) {
                best.offer(first + i, sums[i]);
            }
        }
    }

    private float[] directionOf(int row) {
        float[] direction = new float[length];
        FloatBuffer block = blocks.get(row / BLOCK);
        for (int i = 0; i < length; i++) {
            direction[i] = block.get(i * BLOCK + row % BLOCK);
        }
        return direction;
    }
}
