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

    /** Takes what a picture needs; what is returned gives it back. */
    Held take(long pixels) throws InterruptedException {
        int needed = Math.min(permitsFor(pixels), permits);
        free.acquire(needed);
        return () -> free.release(needed);
    }

    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    private static int permitsFor(long pixels) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, pixels / PIXELS_A_PERMIT));
    }
}
