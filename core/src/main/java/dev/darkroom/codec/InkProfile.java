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

/*
 * The JDK converts relative to white only, which leaves the black of print as the gray that it is beside a screen's
 * black. So black points are brought together afterwards, as Photoshop and browsers do: light is scaled so that the
 * darkest mix of inks has none.
 */
/** A profile that tells what four inks look like. */
final class InkProfile {
    private static final int MIN_LENGTH = 128;
    private static final int INKS = 4;
    private static final int RGB = 3;
    private static final byte FULL = (byte) 0xFF;
    private static final double LIGHTEST_BLACK = 0.18;

    private final ColorConvertOp toSrgb;
    private final byte[] deepened = new byte[256];

    private InkProfile(ICC_Profile profile) {
        this.toSrgb =
                new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        for (int i = 0; i < deepened.length; i++) {
            deepened[i] = (byte) i;
        }
        deepen(); // A profile is only understood in full when it is used, so this shows whether it makes sense.
    }

    private void deepen() {
        int[] darkest = new int[1];
        toSrgb(new byte[] {FULL, FULL, FULL, FULL}, darkest, 1);
        double black = 0.2126 * light(darkest[0] >> 16) + 0.7152 * light(darkest[0] >> 8) + 0.0722 * light(darkest[0]);
        if (black < LIGHTEST_BLACK) {
            for (int i = 0; i < deepened.length; i++) {
                deepened[i] = (byte) number((light(i) - black) / (1 - black));
            }
        }
    }

    private static double light(int number) {
        return TransferCurve.SRGB.light((number & 0xFF) / 255.0);
    }

    private static long number(double light) {
        double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return Math.round(255 * Math.max(0, value));
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
            return Optional.of(new InkProfile(profile));
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
            argb[x] = 0xFF000000 | deep(rgb[i]) << 16 | deep(rgb[i + 1]) << 8 | deep(rgb[i + 2]);
        }
    }

    private int deep(byte number) {
        return deepened[number & 0xFF] & 0xFF;
    }
}
