// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.palette;

import dev.darkroom.colour.Cluster;
import java.util.HexFormat;

/**
 * A colour in CIE L*a*b* (D65), where distance is close to what an eye sees.
 *
 * @param l lightness, 0 to 100
 * @param a green to red
 * @param b blue to yellow
 */
record Lab(double l, double a, double b) {
    private static final double WHITE_X = 0.95047;
    private static final double WHITE_Z = 1.08883;
    private static final double EDGE = 6.0 / 29;

    /** Converts sRGB values from 0 to 255. */
    static Lab ofRgb(double red, double green, double blue) {
        double r = linear(red / 255);
        double g = linear(green / 255);
        double b = linear(blue / 255);
        double x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE_X);
        double y = curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
        double z = curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / WHITE_Z);
        return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    /** Returns the mean of colours that were grouped here. */
    static Lab mean(Cluster cluster) {
        return new Lab(cluster.mean(0), cluster.mean(1), cluster.mean(2));
    }

    /** Returns one of the three coordinates. */
    double at(int axis) {
        return axis == 0 ? l : axis == 1 ? a : b;
    }

    /** Returns the square of the distance. */
    double squaredDistance(Lab other) {
        double dl = l - other.l;
        double da = a - other.a;
        double db = b - other.b;
        return dl * dl + da * da + db * db;
    }

    /** Converts to sRGB as {@code #rrggbb}, with the nearest colour for what a screen can't show. */
    String toHex() {
        double y = (l + 16) / 116;
        double x = WHITE_X * uncurve(y + a / 500);
        double z = WHITE_Z * uncurve(y - b / 200);
        double yy = uncurve(y);
        int red = eightBits(3.2404542 * x - 1.5371385 * yy - 0.4985314 * z);
        int green = eightBits(-0.9692660 * x + 1.8760108 * yy + 0.0415560 * z);
        int blue = eightBits(0.0556434 * x - 0.2040259 * yy + 1.0572252 * z);
        return "#" + HexFormat.of().toHexDigits((red << 16) | (green << 8) | blue, 6);
    }

    private static double linear(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int eightBits(double linear) {
        double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.max(0, Math.min(255, Math.round(value * 255)));
    }

    private static double curve(double value) {
        return value > EDGE * EDGE * EDGE ? Math.cbrt(value) : value / (3 * EDGE * EDGE) + 4.0 / 29;
    }

    private static double uncurve(double value) {
        return value > EDGE ? value * value * value : 3 * EDGE * EDGE * (value - 4.0 / 29);
    }
}
