// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;

/** Says of a raster that its channels are four inks; what they look like is decided in {@link InkRows}. */
final class InkSpace extends ColorSpace {
    private static final long serialVersionUID = 1L;
    private static final int INKS = 4;

    private InkSpace() {
        super(TYPE_CMYK, INKS);
    }

    static BufferedImage image(WritableRaster raster) {
        ComponentColorModel colours =
                new ComponentColorModel(new InkSpace(), false, false, ComponentColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(colours, raster, false, null);
    }

    @Override
    public float[] toRGB(float[] inks) {
        float light = 1 - inks[3];
        return new float[] {(1 - inks[0]) * light, (1 - inks[1]) * light, (1 - inks[2]) * light};
    }

    @Override
    public float[] fromRGB(float[] rgb) {
        return new float[] {1 - rgb[0], 1 - rgb[1], 1 - rgb[2], 0};
    }

    @Override
    public float[] toCIEXYZ(float[] inks) {
        return ColorSpace.getInstance(CS_sRGB).toCIEXYZ(toRGB(inks));
    }

    @Override
    public float[] fromCIEXYZ(float[] xyz) {
        return fromRGB(ColorSpace.getInstance(CS_sRGB).fromCIEXYZ(xyz));
    }
}
