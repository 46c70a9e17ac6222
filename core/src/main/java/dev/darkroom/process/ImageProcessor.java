// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.process;

import dev.darkroom.codec.RenderRequest;
import java.io.IOException;

/**
 * Turns an image into a result: what a step does.
 *
 * <p>A processor is called at least once for each image, and again after a crash or a failure, so it must be fit to be
 * repeated; what it returns is recorded once. It is shared between threads, and stops soon when its thread is
 * interrupted.
 *
 * <p>How a call ends, well or badly, is a {@link StepOutcome}. Exceptions are sorted so: {@link IOException} is tried
 * again; {@link dev.darkroom.image.ImageRejectedException} and {@link IllegalArgumentException} are final; any other
 * exception is tried again, since it may be a bug that only some circumstances bring out.
 *
 * @param <R> the type of the result: a record that can be written as JSON
 */
public interface ImageProcessor<R> {

    /** Works on one image. */
    StepOutcome<R> process(StepContext context) throws IOException, InterruptedException;

    /** Says where the work is done; a processor that waits for somebody else says {@link Lane#REMOTE}. */
    default Lane lane() {
        return Lane.LOCAL;
    }

    /** Says whether it looks at the picture at all; for one that doesn't, nothing is fetched beforehand. */
    default boolean readsPicture() {
        return true;
    }

    /**
     * Says what it needs from the picture. All that the steps of a job need is made in one decode and handed out by
     * {@link StepContext#rendered()}.
     */
    default RenderRequest wants() {
        return RenderRequest.nothing();
    }
}
