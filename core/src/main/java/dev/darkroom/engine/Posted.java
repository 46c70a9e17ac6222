// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import java.util.concurrent.CountDownLatch;

/** Waits for a checkpoint that was put in line. */
final class Posted {
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile boolean written;

    void settle(boolean written) {
        this.written = written;
        settled.countDown();
    }

    boolean isSettled() {
        return settled.getCount() == 0;
    }

    boolean await() throws InterruptedException {
        settled.await();
        return written;
    }
}
