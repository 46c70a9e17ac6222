// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.fuzz;

import com.sun.management.ThreadMXBean;
import dev.darkroom.codec.OutOfResourcesException;
import dev.darkroom.image.ImageRejectedException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** A target that must not want more memory or time than its limits are worth. */
final class Watched {
    /** No target allows a picture of more than a megabyte, nor unpacks more than a few. */
    private static final long MOST_MEMORY = 64L << 20;

    private static final long MOST_NANOSECONDS = 5_000_000_000L;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Target target;

    Watched(Target target) {
        this.target = target;
    }

    /** Reads an input, and once more if it took too much: a first time also loads classes, and Jazzer looks into each of them. */
    void read(byte[] input) {
        if (!cost(input).isModest()) {
            Cost again = cost(input);
            Target.require(again.isModest(), "it took " + again);
        }
    }

    private Cost cost(byte[] input) {
        long memory = THREADS.getCurrentThreadAllocatedBytes();
        long time = THREADS.getCurrentThreadCpuTime();
        try {
            target.read(input);
        } catch (OutOfResourcesException e) {
            throw new AssertionError("the limits don't keep the memory", e);
        } catch (ImageRejectedException | IOException e) {
            if (!isSentence(e.getMessage())) {
                throw new AssertionError("it was refused without a word for people", e);
            }
        }
        return new Cost(THREADS.getCurrentThreadAllocatedBytes() - memory, THREADS.getCurrentThreadCpuTime() - time);
    }

    private static boolean isSentence(@Nullable String message) {
        return message != null && !message.isBlank() && !message.contains("null");
    }

    /** What one reading took. */
    private record Cost(long bytes, long nanoseconds) {
        boolean isModest() {
            return bytes <= MOST_MEMORY && nanoseconds <= MOST_NANOSECONDS;
        }
    }
}
