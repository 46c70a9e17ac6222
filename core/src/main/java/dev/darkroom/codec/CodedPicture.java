// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.IOException;
import java.util.Optional;

/**
 * A picture of which only the header was read, within limits; sizes are as stored, before the orientation is applied.
 *
 * <p>It holds no more than the bytes that it was opened from, so it needs no closing.
 */
public interface CodedPicture {

    /** Returns the width in pixels. */
    int width();

    /** Returns the height in pixels. */
    int height();

    /** Whether parts of the picture can be transparent. */
    boolean alpha();

    /** Returns how it is to be turned to stand upright, as an EXIF orientation from 1 to 8, wherever it was written. */
    int orientation();

    /** Returns the embedded ICC profile, unchecked; without one {@link #codes} say what the colours are. */
    Optional<byte[]> profile();

    /** Returns what the colours are if there is no profile; without them they are sRGB. */
    default Optional<ColourCodes> codes() {
        return Optional.empty();
    }

    /** Returns how many frames the file says it has; the first one is read. */
    int frames();

    /**
     * Decodes the picture, neither turned nor brought to sRGB.
     *
     * @throws dev.darkroom.image.ImageRejectedException if the data is damaged or cut off
     * @throws IOException if trying again may help
     */
    Pixels decode() throws IOException;
}
