// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import java.util.concurrent.Semaphore;

/**
 * Lets only so many pixels be in memory at once. A picture larger than all of it waits until it is alone.
 *
 * <p>Fair, so that a large picture is not passed over by small ones for ever.
 */
final class PixelBudget {
    private static final int PIXELS_A_PERMIT = 1_000;

    private final int permits;
    private final Semaphore free;

    PixelBudget(long maxPixels) {
        this.permits = permitsFor(maxPixels);
        this.free = new Semaphore(permits, true);
    }

    /** Takes what a picture needs; returns what to give back. */
    int take(long pixels) throws InterruptedException {
        int needed = Math.min(permitsFor(pixels), permits);
        free.acquire(needed);
        return needed;
    }

    void giveBack(int taken) {
        free.release(taken);
    }

    private static int permitsFor(long pixels) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, pixels / PIXELS_A_PERMIT));
    }
}
