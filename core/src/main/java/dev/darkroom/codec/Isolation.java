// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How pictures are decoded in {@linkplain ImageEngine#isolated child JVMs}.
 *
 * <pre>{@code
 * Isolation.builder().children(2).heapMegabytes(256).longest(Duration.ofSeconds(20)).build();
 * }</pre>
 */
public final class Isolation {
    private final int children;
    private final int heapMegabytes;
    private final Duration longest;
    private final Duration idle;
    private final DecodeLimits limits;
    private final @Nullable Class<? extends Supplier<ImageEngine>> maker;
    private final List<Path> classPath;
    private final List<String> options;

    private Isolation(Builder builder) {
        this.children = builder.children;
        this.heapMegabytes = builder.heapMegabytes;
        this.longest = builder.longest;
        this.idle = builder.idle;
        this.limits = builder.limits;
        this.maker = builder.maker;
        this.classPath = List.copyOf(builder.classPath);
        this.options = List.copyOf(builder.options);
    }

    /** Begins with what suits most hosts. */
    public static Builder builder() {
        return new Builder();
    }

    int children() {
        return children;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    Duration longest() {
        return longest;
    }

    Duration idle() {
        return idle;
    }

    DecodeLimits limits() {
        return limits;
    }

    Optional<Class<? extends Supplier<ImageEngine>>> maker() {
        return Optional.ofNullable(maker);
    }

    List<Path> classPath() {
        return classPath;
    }

    List<String> options() {
        return options;
    }

    /** Sets what differs from the usual. */
    public static final class Builder {
        private int children = Runtime.getRuntime().availableProcessors();
        private int heapMegabytes = 512;
        private Duration longest = TimedEngine.LONGEST;
        private Duration idle = Duration.ofSeconds(30);
        private DecodeLimits limits = DecodeLimits.standard();
        private @Nullable Class<? extends Supplier<ImageEngine>> maker;
        private List<Path> classPath = List.of();
        private List<String> options = List.of();

        private Builder() {}

        /** Sets how many children there are at most, and so how many pictures at once: one for each core, unless set. */
        public Builder children(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("without a child nothing can be decoded, so not " + most);
            }
            this.children = most;
            return this;
        }

        /** Sets the heap of each child: 512 MB, unless set. */
        public Builder heapMegabytes(int most) {
            if (most < 16) {
                throw new IllegalArgumentException("a JVM can't work with a heap of " + most + " MB");
            }
            this.heapMegabytes = most;
            return this;
        }

        /** Sets after how long with one picture a child is killed: 30 s, unless set. */
        public Builder longest(Duration time) {
            this.longest = positive(time);
            return this;
        }

        /** Sets after how long without a picture a child is ended, at about twice this time at the latest: 30 s, unless set. */
        public Builder idle(Duration time) {
            this.idle = positive(time);
            return this;
        }

        /** Sets what the standard engine in the children refuses. */
        public Builder limits(DecodeLimits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * Sets which engine the children have, in place of the standard one with these limits.
         *
         * @param maker a public class with a public constructor without parameters
         */
        public Builder engine(Class<? extends Supplier<ImageEngine>> maker) {
            this.maker = maker;
            return this;
        }

        /**
         * Sets where the children find the library and what it needs, for a host whose classes don't lie on the paths of
         * its own JVM, such as a web application in a container or one that is started from a jar of jars.
         */
        public Builder classPath(List<Path> classPath) {
            this.classPath = classPath;
            return this;
        }

        /** Sets more options for the children's JVMs; they come after ours. */
        public Builder options(List<String> options) {
            this.options = options;
            return this;
        }

        /** Makes the settings. */
        public Isolation build() {
            return new Isolation(this);
        }

        private static Duration positive(Duration time) {
            if (time.isZero() || time.isNegative()) {
                throw new IllegalArgumentException("a time is longer than nothing, not " + time);
            }
            return time;
        }
    }
}
