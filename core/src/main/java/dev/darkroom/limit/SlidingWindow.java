// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.util.ArrayList;
import java.util.List;

/*
 * What is kept are pairs of a time and how much was taken then. As long as there are few they are exact. After that, what
 * is taken in the same twentieth of a window as the last pair joins it and counts as taken now: later than some of it
 * was, so never too much is granted, and there are never more than twice as many pairs.
 */
/** So many in any stretch of time; keeps when how much was taken. */
record SlidingWindow(long window, long permits) implements Shape {
    private static final int FEW = 20;

    private record Taken(long at, long amount) {}

    @Override
    public String name() {
        return "sliding" + window;
    }

    @Override
    public long most() {
        return permits;
    }

    @Override
    public Count take(List<Long> before, long amount, long block, long now) {
        List<Taken> all = inside(before, now);
        long free = permits;
        for (Taken taken : all) {
            free -= taken.amount();
        }
        if (amount > free) {
            return Count.denied(before, freeAt(all, amount - free));
        }
        add(all, amount, now);
        return Count.granted(numbers(all), amount);
    }

    private List<Taken> inside(List<Long> numbers, long now) {
        List<Taken> all = new ArrayList<>();
        for (int i = 1; i < numbers.size(); i += 2) {
            long at = numbers.get(i);
            boolean clockWasWrong = at > now + window;
            if (at > now - window && !clockWasWrong) {
                all.add(new Taken(at, numbers.get(i + 1)));
            }
        }
        return all;
    }

    private long freeAt(List<Taken> all, long missing) {
        long still = missing;
        for (Taken taken : all) {
            still -= taken.amount();
            if (still <= 0) {
                return taken.at() + window;
            }
        }
        throw new IllegalStateException("more is missing than was taken: " + missing);
    }

    private void add(List<Taken> all, long amount, long now) {
        if (all.isEmpty()) {
            all.add(new Taken(now, amount));
            return;
        }
        int newest = all.size() - 1;
        Taken last = all.get(newest);
        long at = Math.max(now, last.at());
        if (at == last.at() || (all.size() >= FEW && slice(at) == slice(last.at()))) {
            all.set(newest, new Taken(at, last.amount() + amount));
        } else {
            all.add(new Taken(at, amount));
        }
    }

    private long slice(long time) {
        return Math.floorDiv(time, Math.max(1, window / FEW));
    }

    private List<Long> numbers(List<Taken> all) {
        List<Long> numbers = new ArrayList<>();
        numbers.add(all.get(all.size() - 1).at() + window);
        for (Taken taken : all) {
            numbers.add(taken.at());
            numbers.add(taken.amount());
        }
        return numbers;
    }

    @Override
    public long turn(long before, long amount) {
        return (long) ((double) before / permits * window);
    }

    @Override
    public String words() {
        return permits + " in any " + Shape.words(window);
    }
}
