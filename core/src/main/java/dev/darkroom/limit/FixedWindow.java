// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.util.List;

/** So many in each window; keeps the window's end and what was used of it. */
record FixedWindow(long window, long permits) implements Shape {
    /** A node takes so small a part of a window ahead that little is lost if it doesn't need it. */
    private static final int BLOCKS = 20;

    @Override
    public String name() {
        return "fixed" + window;
    }

    @Override
    public long most() {
        return permits;
    }

    @Override
    public long block() {
        return Math.max(1, permits / BLOCKS);
    }

    @Override
    public Count take(List<Long> before, long amount, long block, long now) {
        long end = (Math.floorDiv(now, window) + 1) * window;
        long used = 0;
        if (!before.isEmpty() && isNear(before.get(0), end)) {
            end = before.get(0);
            used = before.get(1);
        }
        if (amount > permits - used) {
            return Count.denied(before, end);
        }
        long taken = Math.max(amount, Math.min(block, permits - used));
        return Count.granted(List.of(end, used + taken), taken);
    }

    /** A thread that is late counts in the newer window; one further ahead was counted by a clock that was wrong. */
    private boolean isNear(long known, long end) {
        return known == end || known == end + window;
    }

    /** A window opens for all of it at once. */
    @Override
    public long start(long opensAt, long earliest) {
        return opensAt + Math.max(0, Math.floorDiv(earliest - opensAt, window)) * window;
    }

    @Override
    public long turn(long before, long amount) {
        return (before + amount - 1) / permits * window;
    }

    @Override
    public String words() {
        return permits + " in " + Shape.words(window);
    }
}
