// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the best of many. */
final class Best {
    private final Pictures pictures;
    private final int count;
    private final PriorityQueue<Hit> worstFirst = new PriorityQueue<>(Hit.BEST_FIRST.reversed());
    private double least = Double.NEGATIVE_INFINITY;

    Best(Pictures pictures, int count) {
        this.pictures = pictures;
        this.count = count;
    }

    void offer(int row, double worth) {
        if (worth < least) {
            return;
        }
        worstFirst.add(new Hit(pictures.picture(row), pictures.job(row), row, worth));
        if (worstFirst.size() > count) {
            worstFirst.remove();
            least = worstFirst.element().worth();
        }
    }

    List<Hit> all() {
        return new ArrayList<>(worstFirst);
    }
}
