// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.nio.ByteBuffer;

/**
 * The frame header of a JPEG.
 *
 * @param coding the low half of its marker, which says how the data is coded
 * @param precision bits of a sample
 * @param width pixels
 * @param height pixels
 * @param components channels
 * @param names the channels' ids, one a byte, the first one highest
 */
record JpegFrame(int coding, int precision, int width, int height, int components, int names) {
    private static final int PROGRESSIVE = 2;
    private static final int NAMED_RGB = 'R' << 16 | 'G' << 8 | 'B';
    private static final int CMYK = 4;

    /** Reads a frame header, given what follows its length. */
    static JpegFrame read(int marker, ByteBuffer data) {
        int components = Byte.toUnsignedInt(data.get(5));
        int names = 0;
        for (int i = 0; i < Math.min(components, CMYK); i++) {
            names = (names << 8) | Byte.toUnsignedInt(data.get(6 + 3 * i));
        }
        return new JpegFrame(
                marker & 0x0F,
                data.get(0),
                Short.toUnsignedInt(data.getShort(3)),
                Short.toUnsignedInt(data.getShort(1)),
                components,
                names);
    }

    /** Whether the channels call themselves R, G and B. */
    boolean namedRgb() {
        return names == NAMED_RGB;
    }

    /** Whether the channels are the four inks of print. */
    boolean inks() {
        return components == CMYK;
    }

    /** Refuses what the decoder can't do, or would get wrong. */
    void check() {
        if (coding > PROGRESSIVE) {
            throw Faults.unsupported("this is a JPEG with lossless, hierarchical or arithmetic coding, which this build"
                    + " doesn't read");
        } else if (precision != 8) {
            throw Faults.unsupported("this is a JPEG with " + precision + " bits a channel, this build reads 8");
        } else if (components != 1 && components != 3 && components != CMYK) {
            throw Faults.unsupported("this is a JPEG with " + components + " channels, this build reads 1, 3 and 4");
        } else if (width == 0 || height == 0) {
            throw Faults.broken(ImageFormat.JPEG, "its size is " + width + " x " + height);
        }
    }
}
