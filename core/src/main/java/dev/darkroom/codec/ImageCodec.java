// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes formats that the standard engine can't by itself; the engine finds it by
 * {@link java.util.ServiceLoader}.
 *
 * <p>Untrusted bytes are normal input, and what happens in native code is not caught by the JVM. So a codec checks in
 * Java, against the limits and against the bytes that are there, everything that native code would believe. It throws
 * {@link dev.darkroom.image.ImageRejectedException} when the picture is the trouble, and {@link IOException} when
 * trying again may help, for instance because memory is short. Implementations are safe to share between threads.
 */
public interface ImageCodec {

    /**
     * Returns the formats that it can read here and now: none whose natives this machine can't load. The engine asks once, when
     * a format of a codec is first wanted, in a thread that nobody interrupts: so this is the place to load natives.
     */
    Set<ImageFormat> reads();

    /** Returns the formats that it can write here and now. */
    Set<ImageFormat> writes();

    /**
     * Reads what stands before the pixels and holds it against the limits; decodes nothing.
     *
     * @param format one of {@link #reads}, by the first bytes of the data
     * @param data the whole file, which nobody changes any more
     */
    CodedPicture open(ImageFormat format, byte[] data, DecodeLimits limits) throws IOException;

    /**
     * Writes a picture, with nothing in the file but pixels.
     *
     * @param format one of {@link #writes}
     * @param quality 1 to 100, on the engine's scale: the same number looks about the same in every format
     */
    byte[] encode(ImageFormat format, Pixels picture, int quality) throws IOException;

    /**
     * Begins to write an animation, if the format can be one.
     *
     * @param format one of {@link #writes}
     * @param width the width of the whole picture
     * @param height the height of the whole picture
     * @param plays how often it is to be played, 0 for without end
     * @param quality as for a picture that doesn't move
     */
    default Optional<AnimationEncoder> animation(ImageFormat format, int width, int height, int plays, int quality)
            throws IOException {
        return Optional.empty();
    }

    /**
     * Writes a picture with something beside its pixels; asked for only if it {@linkplain #encloses can}.
     *
     * @param enclosed what is to stand in the file, each if it is there
     */
    default byte[] encode(ImageFormat format, Pixels picture, int quality, Enclosed enclosed) throws IOException {
        return encode(format, picture, quality);
    }

    /** Whether it can write a profile, EXIF and XMP; a codec that can't is always handed sRGB. */
    default boolean encloses() {
        return false;
    }
}
