// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.io.IOException;
import java.util.Set;

/**
 * Decodes a picture once and makes everything from it that one job needs.
 *
 * <p>The interface is coarse on purpose: an engine that knows all outputs beforehand can scale while it decodes, keep
 * the picture in its own colour space and never hold all of it. Implementations are safe to share between threads.
 *
 * <p>Untrusted bytes are normal input. An engine reads sizes from the header and refuses what passes its limits before
 * it allocates pixels. It throws {@link dev.darkroom.image.ImageRejectedException} when the picture is the trouble, and
 * {@link IOException} when trying again may help; nothing else, and no {@link Error} of its making.
 */
public interface ImageEngine {

    /** Returns the engine that comes with the library, with the {@linkplain DecodeLimits#standard standard limits}. */
    static ImageEngine standard() {
        return standard(DecodeLimits.standard());
    }

    /**
     * Returns the engine that comes with the library, with other limits. It reads JPEG, PNG, GIF, BMP, TIFF,
     * ICO and some rare formats and writes JPEG and PNG, and besides that what the {@linkplain ImageCodec codecs} can that a
     * {@link java.util.ServiceLoader} finds; of an animation or a document with pages it takes the first.
     */
    static ImageEngine standard(DecodeLimits limits) {
        return new StandardEngine(limits, Codecs.found());
    }

    /** Reads the header only, within the limits. */
    ImageInfo inspect(ImageContent content) throws IOException;

    /**
     * Decodes once, upright and in sRGB, and makes all that is asked for.
     *
     * <p>A format that the engine can't write is left out of the result; a variant loses its other formats only by
     * failing as a whole.
     */
    Rendered render(ImageContent content, RenderRequest request) throws IOException;

    /** Returns the formats that {@link #render} can write. */
    Set<ImageFormat> writes();

    /**
     * Returns the formats that variants have asked for so far and that were left out because nothing here can write
     * them; something to tell in a health report.
     */
    default Set<ImageFormat> leftOut() {
        return Set.of();
    }
}
