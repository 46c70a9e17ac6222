// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Interrupts another engine when it has been at one picture for too long. */
final class TimedEngine implements ImageEngine {
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final Duration longest;
    private final Function<Thread, Optional<Duration>> efforts;
    private final ImageEngine next;

    TimedEngine(Duration longest, Function<Thread, Optional<Duration>> efforts, ImageEngine next) {
        if (longest.isZero() || longest.isNegative()) {
            throw new IllegalArgumentException("a picture needs some time, not " + longest);
        }
        this.longest = longest;
        this.efforts = efforts;
        this.next = next;
    }

    @Override
    public ImageInfo inspect(ImageContent content) throws IOException {
        return inTime(() -> next.inspect(content));
    }

    @Override
    public Rendered render(ImageContent content, RenderRequest request) throws IOException {
        return inTime(() -> next.render(content, request));
    }

    @Override
    public Set<ImageFormat> writes() {
        return next.writes();
    }

    @Override
    public Set<ImageFormat> leftOut() {
        return next.leftOut();
    }

    private <T> T inTime(Faults.Work<T> work) throws IOException {
        Deadline deadline = Deadline.in(longest, efforts);
        try {
            return work.run();
        } catch (IOException | RuntimeException | Error e) {
            if (deadline.end()) {
                throw Faults.late(longest, deadline.wasBusy());
            }
            throw e;
        } finally {
            deadline.end();
        }
    }
}
