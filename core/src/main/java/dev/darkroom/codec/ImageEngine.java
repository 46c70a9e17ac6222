// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * Decodes a picture once and makes everything from it that one job needs.
 *
 * <p>The interface is coarse on purpose: an engine that knows all outputs beforehand can scale while it decodes, keep
 * the picture in its own colour space and never hold all of it. Implementations are safe to share between threads.
 *
 * <p>Untrusted bytes are normal input. An engine reads sizes from the header and refuses what passes its limits before
 * it allocates pixels. It throws {@link dev.darkroom.image.ImageRejectedException} when the picture is the trouble, and
 * {@link IOException} when trying again may help, which is an {@link OutOfResourcesException} when there was not enough
 * memory or time; nothing else, and no {@link Error} of its making.
 */
public interface ImageEngine {

    /** Returns the engine that comes with the library, with the {@linkplain DecodeLimits#standard standard limits}. */
    static ImageEngine standard() {
        return standard(DecodeLimits.standard());
    }

    /**
     * Returns the engine that comes with the library, with other limits. It reads JPEG, PNG, GIF, BMP, TIFF,
     * ICO and some rare formats and writes JPEG, PNG and GIF, and besides that what the {@linkplain ImageCodec codecs} can that a
     * {@link java.util.ServiceLoader} finds; of a document with pages it takes the first, and of an animation, too, unless a
     * variant wants {@linkplain dev.darkroom.image.Variant#animated all of it}. It refuses a picture that keeps it
     * busy for 30 s; {@link #isolated} says what that can't end.
     */
    static ImageEngine standard(DecodeLimits limits) {
        return within(TimedEngine.LONGEST, new StandardEngine(limits, Codecs.found()));
    }

    /**
     * Returns an engine that interrupts another one when it has been at one picture for this long. A picture that kept a
     * processor busy for at least half of that time is rejected as too large; otherwise the machine was busy with other
     * things, and trying again may help.
     *
     * <p>The library's own decoders and the JDK's heed an interrupt. Others, and native ones above all, may not; they can
     * only be ended in a process of their own.
     */
    static ImageEngine within(Duration longest, ImageEngine engine) {
        return new TimedEngine(longest, Effort::of, engine);
    }

    /**
     * Returns an engine that works in child JVMs: the standard one, unless the settings name another. A crash, a lack of
     * memory or a decoder that never ends costs that one try, and a new child takes the place of the old one.
     *
     * <p>A child is started when it is needed, ended when it was not for a while, and ends by itself when this JVM is
     * gone; so there is nothing to close. Interrupting a thread that waits for a picture ends the work on it.
     */
    static ImageEngine isolated(Isolation settings) {
        return new IsolatedEngine(settings);
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
