// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Interrupts another engine when it has been at one picture for too long. */
final class TimedEngine implements ImageEngine {
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final Duration longest;
    private final ImageEngine next;

    TimedEngine(Duration longest, ImageEngine next) {
        this.longest = longest;
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

    private <T> T inTime(Faults.Work<T> work) throws IOException {
        Deadline deadline = Deadline.in(longest);
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
