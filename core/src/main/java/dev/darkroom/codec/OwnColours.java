// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/*
 * Profiles of cameras, screens and working spaces are three primaries and their curves; that is kept, and nothing else
 * of what strangers wrote into them. Grays get the primaries of sRGB, which makes no difference to a gray, so that an
 * output always has three colours.
 */
/** The colours of a picture as it came, where three primaries and curves say all about them. */
final class OwnColours {
    private static final int COLUMN_LENGTH = 20;
    private static final double UNIT = 1 << 16;
    private static final int[] TABLES = {0x41324230, 0x41324231, 0x41324232};
    private static final int[] COLUMNS = {
        ICC_Profile.icSigRedColorantTag, ICC_Profile.icSigGreenColorantTag, ICC_Profile.icSigBlueColorantTag
    };
    private static final int[] CURVES = {
        ICC_Profile.icSigRedTRCTag, ICC_Profile.icSigGreenTRCTag, ICC_Profile.icSigBlueTRCTag
    };

    private final List<TransferCurve> curves;
    private final byte[] profile;

    private OwnColours(double[][] toD50, List<TransferCurve> curves) {
        this.curves = List.copyOf(curves);
        this.profile = ProfileWriter.rgb(toD50, this.curves);
    }

    /** Understands a profile for three colours or for grays, unless it needs tables. */
    static Optional<OwnColours> of(ICC_Profile profile) {
        if (profile.getColorSpaceType() == ColorSpace.TYPE_GRAY) {
            return curve(profile, ICC_Profile.icSigGrayTRCTag)
                    .map(curve -> new OwnColours(Primaries.SRGB.toD50(), List.of(curve, curve, curve)));
        }
        for (int table : TABLES) {
            if (profile.getData(table) != null) {
                return Optional.empty();
            }
        }
        List<TransferCurve> curves = new ArrayList<>();
        double[][] columns = new double[COLUMNS.length][];
        for (int i = 0; i < columns.length; i++) {
            Optional<TransferCurve> curve = curve(profile, CURVES[i]);
            byte[] column = profile.getData(COLUMNS[i]);
            if (curve.isEmpty() || column == null || column.length < COLUMN_LENGTH) {
                return Optional.empty();
            }
            curves.add(curve.get());
            columns[i] = xyz(ByteBuffer.wrap(column));
        }
        return Optional.of(new OwnColours(Matrix.ofColumns(columns[0], columns[1], columns[2]), curves));
    }

    private static Optional<TransferCurve> curve(ICC_Profile profile, int tag) {
        return Optional.ofNullable(profile.getData(tag)).flatMap(CurveTag::read);
    }

    private static double[] xyz(ByteBuffer column) {
        return new double[] {column.getInt(8) / UNIT, column.getInt(12) / UNIT, column.getInt(16) / UNIT};
    }

    /** Returns how much light the numbers of red, green and blue mean. */
    List<TransferCurve> curves() {
        return curves;
    }

    /** Returns a short profile that says the same. */
    byte[] profile() {
        return profile;
    }

    /** Returns which numbers here come nearest to a colour of sRGB, both as 0xRRGGBB. */
    int ofSrgb(int rgb) {
        ICC_Profile[] way = {ICC_Profile.getInstance(ColorSpace.CS_sRGB), ICC_Profile.getInstance(profile)};
        WritableRaster pixel = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 1, 1, COLUMNS.length, null);
        pixel.setDataElements(0, 0, new byte[] {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb});
        int[] own = new ColorConvertOp(way, null)
                .filter(pixel, pixel.createCompatibleWritableRaster())
                .getPixel(0, 0, (int[]) null);
        return own[0] << 16 | own[1] << 8 | own[2];
    }
}
