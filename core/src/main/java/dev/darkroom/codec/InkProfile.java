// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** A profile that tells what four inks look like. */
final class InkProfile {
    private static final int MIN_LENGTH = 128;
    private static final int INKS = 4;
    private static final int RGB = 3;

    private final ColorConvertOp toSrgb;

    private InkProfile(ICC_Profile profile) {
        this.toSrgb =
                new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    }

    /** Understands a profile, unless it makes no sense or is for other colours. */
    static Optional<InkProfile> of(byte[] bytes) {
        if (bytes.length < MIN_LENGTH) {
            return Optional.empty();
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(bytes);
            if (profile.getColorSpaceType() != ColorSpace.TYPE_CMYK) {
                return Optional.empty();
            }
            InkProfile understood = new InkProfile(profile);
            understood.toSrgb(new byte[INKS], new int[1], 1); // A profile is only understood in full when it is used.
            return Optional.of(understood);
        } catch (IllegalArgumentException | CMMException e) {
            return Optional.empty(); // The inks are mixed roughly then.
        }
    }

    /** Turns a row of inks, four bytes a pixel, into opaque colours. */
    void toSrgb(byte[] inks, int[] argb, int width) {
        WritableRaster from = Raster.createInterleavedRaster(
                new DataBufferByte(inks, inks.length), width, 1, width * INKS, INKS, new int[] {0, 1, 2, 3}, null);
        WritableRaster to = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, RGB, null);
        toSrgb.filter(from, to);
        byte[] rgb = ((DataBufferByte) to.getDataBuffer()).getData();
        for (int x = 0, i = 0; x < width; x++, i += RGB) {
            argb[x] = 0xFF000000 | (rgb[i] & 0xFF) << 16 | (rgb[i + 1] & 0xFF) << 8 | (rgb[i + 2] & 0xFF);
        }
    }
}
