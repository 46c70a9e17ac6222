// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.Raster;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of a picture in the four inks of print, brought to sRGB: by its profile, or else roughly, as browsers do. */
final class InkRows extends RasterRows {
    private static final int INKS = 4;

    private final @Nullable InkProfile profile;
    private final boolean inverted;
    private final int bands;
    private final int[] row;
    private final int shift;
    private final byte[] inks;

    /**
     * Reads inks from a raster.
     *
     * @param inverted whether full ink is 0, as in the files of Adobe's programs
     * @param profile the embedded ICC profile, unchecked
     */
    InkRows(Raster raster, boolean inverted, Optional<byte[]> profile) {
        super(raster);
        this.bands = raster.getNumBands();
        this.inverted = inverted;
        this.shift = raster.getSampleModel().getSampleSize(0) - Byte.SIZE;
        this.row = new int[raster.getWidth() * bands];
        this.inks = new byte[raster.getWidth() * INKS];
        this.profile = profile.flatMap(InkProfile::of).orElse(null);
        if (bands < INKS || bands > INKS + 1 || shift < 0) {
            throw Faults.unsupported("this is a picture in " + bands + " inks, which this build doesn't read");
        }
    }

    @Override
    public void read(int y, int[] argb) {
        raster.getPixels(0, y, width(), 1, row);
        for (int x = 0; x < width(); x++) {
            for (int ink = 0; ink < INKS; ink++) {
                int value = row[x * bands + ink] >> shift;
                inks[x * INKS + ink] = (byte) (inverted ? 255 - value : value);
            }
        }
        if (profile == null) {
            mixRoughly(argb);
        } else {
            profile.toSrgb(inks, argb, width());
        }
        if (bands > INKS) {
            for (int x = 0; x < width(); x++) {
                argb[x] = row[x * bands + INKS] >> shift << 24 | (argb[x] & 0xFFFFFF);
            }
        }
    }

    private void mixRoughly(int[] argb) {
        for (int x = 0, i = 0; x < width(); x++, i += INKS) {
            int light = 255 - (inks[i + 3] & 0xFF);
            argb[x] = 0xFF000000 | through(i, light) << 16 | through(i + 1, light) << 8 | through(i + 2, light);
        }
    }

    private int through(int i, int light) {
        return ((255 - (inks[i] & 0xFF)) * light + 127) / 255;
    }
}
