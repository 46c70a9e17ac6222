// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.fingerprint.Fingerprint;
import dev.darkroom.job.JobId;
import dev.darkroom.job.ResultPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The fingerprints of all pictures. */
final class Prints implements Pool {
    private static final int FIRST_ROWS = 64;
    private static final int BYTES_A_ROW = Pictures.BYTES_A_ROW + Long.BYTES;

    private final Shelf shelf;
    private final Pictures pictures = new Pictures();
    private long[] bits = new long[0];

    Prints(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public void put(ResultPage.Result result) {
        long print = result.value().as(Fingerprint.Print.class).bits();
        int row = pictures.rowFor(result);
        if (row < 0) {
            return;
        }
        if (row == bits.length) {
            int more = Math.max(FIRST_ROWS, bits.length);
            shelf.count((long) more * BYTES_A_ROW);
            bits = Arrays.copyOf(bits, bits.length + more);
        }
        bits[row] = print;
        pictures.put(row, result);
    }

    /** Returns all that differ in so many bits at most, nearest first; the distance is minus their worth. */
    List<Hit> within(int distance, long print, @Nullable String owner, @Nullable Picture except) {
        List<Hit> hits = new ArrayList<>();
        int of = pictures.owner(owner);
        for (int row = 0; row < pictures.rows(); row++) {
            int bitsBetween = Long.bitCount(bits[row] ^ print);
            if (bitsBetween <= distance
                    && pictures.isOf(row, of)
                    && !pictures.picture(row).equals(except)) {
                hits.add(hit(row, -bitsBetween));
            }
        }
        hits.sort(Hit.BEST_FIRST);
        return hits;
    }

    /** Two of these pictures. */
    record Pair(JobId first, JobId second, DuplicatePair byImage) {
        private static final Comparator<Pair> NEAREST_FIRST = Comparator.comparingInt(
                        (Pair pair) -> pair.byImage().distance())
                .thenComparing(Pair::first)
                .thenComparing(Pair::second);
    }

    /** Returns the pairs among images that differ in so many bits at most, nearest first. */
    List<Pair> pairsAmong(Set<String> imageIds, int distance, @Nullable String owner) {
        int[] rows = rowsOf(imageIds, pictures.owner(owner));
        List<Pair> pairs = new ArrayList<>();
        for (int one = 0; one < rows.length; one++) {
            for (int other = one + 1; other < rows.length; other++) {
                if (Long.bitCount(bits[rows[one]] ^ bits[rows[other]]) <= distance) {
                    pairs.add(pair(rows[one], rows[other]));
                }
            }
        }
        pairs.sort(Pair.NEAREST_FIRST);
        return pairs;
    }

    private int[] rowsOf(Set<String> imageIds, int owner) {
        return IntStream.range(0, pictures.rows())
                .filter(row -> pictures.isOf(row, owner))
                .filter(row -> pictures.picture(row).isOneOf(imageIds))
                .toArray();
    }

    private Pair pair(int one, int other) {
        boolean inOrder = pictures.job(one).compareTo(pictures.job(other)) < 0;
        int first = inOrder ? one : other;
        int second = inOrder ? other : one;
        DuplicatePair byImage = new DuplicatePair(
                pictures.picture(first).knownImageId(),
                pictures.picture(second).knownImageId(),
                Long.bitCount(bits[first] ^ bits[second]));
        return new Pair(pictures.job(first), pictures.job(second), byImage);
    }

    private Hit hit(int row, int worth) {
        return new Hit(pictures.picture(row), pictures.job(row), row, worth);
    }

    @Override
    public List<JobId> some(int count) {
        return pictures.some(count);
    }

    @Override
    public void forget(Set<JobId> jobs) {
        pictures.forget(jobs);
    }
}
