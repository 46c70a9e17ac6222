// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.util.List;

/**
 * A bucket that gets so many permits in so many microseconds, evenly; keeps when it is full, and how much was missing
 * when. What is missing is counted in parts of a permit, of which {@code permits} come back each microsecond.
 */
record Bucket(long time, long permits, long room) implements Shape {
    @Override
    public String name() {
        return "bucket" + permits + "/" + time;
    }

    @Override
    public long most() {
        return room;
    }

    @Override
    public Count take(List<Long> before, long amount, long block, long now) {
        long at = now;
        long missing = 0;
        if (!before.isEmpty() && !clockWasWrong(before.get(1), now)) {
            at = Math.max(now, before.get(1));
            missing = Math.max(0, before.get(2) - back(at - before.get(1)));
        }
        long after = missing + amount * time;
        long tooMuch = after - room * time;
        if (tooMuch > 0) {
            return Count.denied(before, at + untilBack(tooMuch));
        }
        return Count.granted(List.of(at + untilBack(after), at, after), amount);
    }

    private boolean clockWasWrong(long at, long now) {
        return at > now + untilBack(room * time);
    }

    /** Returns what comes back in a time, which is no more than fills the bucket. */
    private long back(long micros) {
        return micros >= untilBack(room * time) ? room * time : micros * permits;
    }

    private long untilBack(long missing) {
        return (missing + permits - 1) / permits;
    }

    @Override
    public long turn(long before, long amount) {
        return (long) ((double) before / permits * time);
    }

    @Override
    public String words() {
        return permits == 1 && room == 1
                ? "1 every " + Shape.words(time)
                : permits + " in " + Shape.words(time) + " and " + room + " at once";
    }
}
