// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Brings the rows of several planes together, since one plane may be some rows ahead of another. */
final class Abreast<R> {
    private final List<Queue<R>> waiting = new ArrayList<>();

    Abreast(int planes) {
        for (int plane = 0; plane < planes; plane++) {
            waiting.add(new ArrayDeque<>());
        }
    }

    void add(int plane, R row) {
        waiting.get(plane).add(row);
    }

    /** Whether there is a next row of every plane. */
    boolean isReady() {
        return waiting.stream().noneMatch(Queue::isEmpty);
    }

    /** Takes the next row of every plane. */
    List<R> next() {
        return waiting.stream().map(Queue::remove).toList();
    }
}
