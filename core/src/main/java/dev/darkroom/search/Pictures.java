// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.job.JobId;
import dev.darkroom.job.ResultPage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which picture stands in which row. Each has one row, in which the last of its jobs to end stands; a row that a picture
 * left is given to another. Who uses it takes care of threads.
 */
final class Pictures {
    /** What is known of a picture takes about so many bytes. */
    static final int BYTES_A_ROW = 320;

    private static final int NOBODY = -1;
    private static final int ANYBODY = -2;
    private static final int WITHOUT_OWNER = 0;
    private static final int FIRST_ROWS = 64;

    private final Map<Picture, Integer> rows = new HashMap<>();
    private final Map<String, Integer> owners = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private @Nullable Picture[] pictures = new Picture[FIRST_ROWS];
    private ResultPage.Mark[] marks = new ResultPage.Mark[FIRST_ROWS];
    private int[] ownerOf = new int[FIRST_ROWS];
    private int used;
    private int looked;

    /** Returns the row in which a result is to be put, or a negative number if a later one stands there. */
    int rowFor(ResultPage.Result result) {
        Integer known = rows.get(Picture.of(result));
        if (known != null) {
            return marks[known].compareTo(result.at()) < 0 ? known : -1;
        }
        Integer left = free.peek();
        return left == null ? used : left;
    }

    /** Puts a result into the row that it was told. */
    void put(int row, ResultPage.Result result) {
        Picture picture = Picture.of(result);
        if (rows.put(picture, row) == null) {
            take(row);
        }
        pictures[row] = picture;
        marks[row] = result.at();
        String owner = picture.owner();
        ownerOf[row] = owner == null ? WITHOUT_OWNER : owners.computeIfAbsent(owner, name -> owners.size() + 1);
    }

    private void take(int row) {
        if (row < used) {
            free.remove();
            return;
        }
        used++;
        if (used > pictures.length) {
            pictures = Arrays.copyOf(pictures, 2 * pictures.length);
            marks = Arrays.copyOf(marks, pictures.length);
            ownerOf = Arrays.copyOf(ownerOf, pictures.length);
        }
    }

    /** Returns how many rows there are, with and without a picture. */
    int rows() {
        return used;
    }

    /** Returns the number by which {@link #isOf} knows an owner; null is anybody. */
    int owner(@Nullable String name) {
        return name == null ? ANYBODY : owners.getOrDefault(name, ANYBODY - 1);
    }

    /** Whether there is a picture of this owner in a row. */
    boolean isOf(int row, int owner) {
        return owner == ANYBODY ? ownerOf[row] != NOBODY : ownerOf[row] == owner;
    }

    Picture picture(int row) {
        Picture picture = pictures[row];
        if (picture == null) {
            throw new IllegalStateException("there is no picture in row " + row);
        }
        return picture;
    }

    JobId job(int row) {
        return marks[row].job();
    }

    /** Returns the jobs of some rows, in turn: after enough calls each was among them. */
    List<JobId> some(int count) {
        List<JobId> jobs = new ArrayList<>();
        for (int i = 0; i < Math.min(count, used); i++) {
            looked = (looked + 1) % used;
            if (ownerOf[looked] != NOBODY) {
                jobs.add(job(looked));
            }
        }
        return jobs;
    }

    /** Forgets the pictures that stand there for these jobs. */
    void forget(Set<JobId> jobs) {
        for (int row = 0; row < used; row++) {
            if (ownerOf[row] != NOBODY && jobs.contains(job(row))) {
                rows.remove(picture(row));
                pictures[row] = null;
                ownerOf[row] = NOBODY;
                free.add(row);
            }
        }
    }
}
