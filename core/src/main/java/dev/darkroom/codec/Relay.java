// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.Interruption;
import dev.darkroom.codec.plane.PlaneSink;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/*
 * Portions of rows are copied into a few arrays that go around: full ones to the second thread, empty ones back. A thread
 * that fails goes on to take portions and does nothing with them, so that nobody waits for ever.
 */
/** Hands rows to a sink in another thread. */
final class Relay implements PlaneSink {
    private static final int PORTIONS = 4;

    private final PlaneSink sink;
    private final BlockingQueue<Portion> full = new ArrayBlockingQueue<>(PORTIONS);
    private final BlockingQueue<Portion> empty = new ArrayBlockingQueue<>(PORTIONS);
    private final Future<?> end;
    private volatile @Nullable Throwable failure;

    /** Some rows on their way; one without rows is the last. */
    private static final class Portion {
        private byte[] samples = {};
        private int plane;
        private int stride;
        private int rows;
    }

    Relay(PlaneSink sink, Cores cores) {
        this.sink = sink;
        for (int i = 0; i < PORTIONS; i++) {
            empty.add(new Portion());
        }
        this.end = cores.run(this::work);
    }

    @Override
    public void rows(int plane, byte[] samples, int offset, int stride, int rows) throws IOException {
        if (rows == 0 || failure != null) {
            return;
        }
        try {
            Portion portion = empty.take();
            int length = stride * rows;
            int there = Math.min(length, samples.length - offset);
            if (portion.samples.length < length) {
                portion.samples = Arrays.copyOfRange(samples, offset, offset + length);
            } else {
                System.arraycopy(samples, offset, portion.samples, 0, there);
            }
            portion.plane = plane;
            portion.stride = stride;
            portion.rows = rows;
            full.put(portion);
        } catch (InterruptedException e) {
            throw Interruption.caught();
        }
    }

    private void work() {
        try {
            Portion portion = full.take();
            while (portion.rows > 0) {
                pass(portion);
                empty.put(portion);
                portion = full.take();
            }
        } catch (InterruptedException e) {
            failure = e;
        }
    }

    private void pass(Portion portion) {
        if (failure != null) {
            return;
        }
        try {
            sink.rows(portion.plane, portion.samples, 0, portion.stride, portion.rows);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Waits until all rows have arrived; what went wrong with them is told only if nothing else did. */
    void end(boolean tells) throws IOException {
        try {
            Portion last = empty.take();
            last.rows = 0;
            full.put(last);
            end.get();
        } catch (InterruptedException e) {
            end.cancel(true);
            throw Interruption.caught();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the second thread of a picture failed", e);
        }
        if (tells) {
            rethrow();
        }
    }

    private void rethrow() throws IOException {
        Throwable cause = failure;
        if (cause instanceof IOException trouble) {
            throw trouble;
        }
        if (cause instanceof RuntimeException trouble) {
            throw trouble;
        }
        if (cause instanceof Error trouble) {
            throw trouble;
        }
    }
}
