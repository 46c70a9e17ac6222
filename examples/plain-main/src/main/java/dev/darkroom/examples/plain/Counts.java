// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.time.Duration;

/** Counts what passes through to another display. */
final class Counts implements Display {
    private final Display next;

    // Changed by the one thread that calls; read when that has ended.
    private volatile int complete;
    private volatile int others;

    Counts(Display next) {
        this.next = next;
    }

    @Override
    public void began(String label) {
        next.began(label);
    }

    @Override
    public void waits(String label, String reason, Duration delay) {
        next.waits(label, reason, delay);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void ended(Outcome outcome) {
        if (outcome.isComplete()) {
            complete++;
        } else {
            others++;
        }
        next.ended(outcome);
    }

    @Override
    public void close() {
        next.close();
    }

    @Override
    public String toString() {
        return "stopped; " + complete + " complete, " + others + " not";
    }
}
