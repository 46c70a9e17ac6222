// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.Interruption;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.stream.IntStream;

/** An embedded ICC profile, to bring finished pictures to sRGB; a profile that makes no sense is left aside. */
final class ColourProfile {
    private static final int MIN_LENGTH = 128;
    private static final int RGB = 3;
    private static final int INVISIBLE = 2;
    private static final int CUBE_STEP = 32;

    private final ColorConvertOp toSrgb;
    private final int channels;
    private final Optional<OwnColours> own;

    private ColourProfile(ICC_Profile profile, int channels) {
        this.own = OwnColours.of(profile);
        this.toSrgb =
                new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        this.channels = channels;
    }

    /** Understands a profile for pictures with this many colour channels, 1 or 3, if it makes a difference to sRGB. */
    static Optional<ColourProfile> of(byte[] bytes, int channels) {
        if (bytes.length < MIN_LENGTH) {
            return Optional.empty();
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(bytes);
            int expected = channels == 1 ? ColorSpace.TYPE_GRAY : ColorSpace.TYPE_RGB;
            return profile.getColorSpaceType() == expected
                    ? Optional.of(new ColourProfile(profile, channels)).filter(ColourProfile::changesColours)
                    : Optional.empty();
        } catch (IllegalArgumentException | CMMException e) {
            return Optional.empty(); // The picture is shown as if it were sRGB, as viewers do.
        }
    }

    /**
     * Whether anybody could see a difference; most profiles say sRGB in many words. It is tried out, since only then a
     * profile is understood in full.
     */
    private boolean changesColours() {
        int[] colours = channels == 1 ? grays() : cube();
        int[] converted = colours.clone();
        new Conversion(converted.length).row(converted, 0);
        for (int i = 0; i < colours.length; i++) {
            if (distance(colours[i], converted[i]) > INVISIBLE) {
                return true;
            }
        }
        return false;
    }

    private static int[] grays() {
        return IntStream.rangeClosed(0, 255).map(gray -> gray * 0x010101).toArray();
    }

    private static int[] cube() {
        int side = 256 / CUBE_STEP + 1;
        return IntStream.range(0, side * side * side)
                .map(i -> level(i / (side * side)) << 16 | level(i / side % side) << 8 | level(i % side))
                .toArray();
    }

    private static int level(int place) {
        return Math.min(255, place * CUBE_STEP);
    }

    private static int distance(int one, int other) {
        int most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            most = Math.max(most, Math.abs(((one >> shift) & 0xFF) - ((other >> shift) & 0xFF)));
        }
        return most;
    }

    /** Returns what can be kept instead of bringing pictures to sRGB. */
    Optional<OwnColours> own() {
        return own;
    }

    /** Brings a canvas to sRGB in place. */
    void apply(Canvas canvas) throws InterruptedIOException {
        int[] argb = canvas.straight();
        Conversion conversion = new Conversion(canvas.width());
        for (int start = 0; start < argb.length; start += canvas.width()) {
            Interruption.check();
            conversion.row(argb, start);
        }
        canvas.set(argb);
    }

    /** Converts rows of one width. */
    private final class Conversion {
        private final int width;
        private final WritableRaster from;
        private final WritableRaster to;
        private final byte[] samples;
        private final byte[] converted;

        Conversion(int width) {
            this.width = width;
            this.from = raster(width, channels);
            this.to = raster(width, RGB);
            this.samples = new byte[width * channels];
            this.converted = new byte[width * RGB];
        }

        void row(int[] argb, int start) {
            pack(argb, start, samples);
            from.setDataElements(0, 0, width, 1, samples);
            toSrgb.filter(from, to);
            to.getDataElements(0, 0, width, 1, converted);
            unpack(converted, argb, start);
        }
    }

    private static WritableRaster raster(int width, int channels) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, channels, null);
    }

    private void pack(int[] argb, int start, byte[] samples) {
        for (int i = 0, at = start; i < samples.length; i += channels, at++) {
            samples[i] = (byte) (argb[at] >> 16);
            if (channels == RGB) {
                samples[i + 1] = (byte) (argb[at] >> 8);
                samples[i + 2] = (byte) argb[at];
            }
        }
    }

    private static void unpack(byte[] rgb, int[] argb, int start) {
        for (int i = 0, at = start; i < rgb.length; i += RGB, at++) {
            int colour = (rgb[i] & 0xFF) << 16 | (rgb[i + 1] & 0xFF) << 8 | (rgb[i + 2] & 0xFF);
            argb[at] = (argb[at] & 0xFF000000) | colour;
        }
    }
}
