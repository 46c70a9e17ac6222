// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A named output size: the wish that a rendition fulfils.
 *
 * <pre>{@code
 * Variant.square("thumbnail", 200).jpeg();
 * Variant.fit("detail", 1200, 1200).formats(ImageFormat.JPEG, ImageFormat.PNG).quality(85);
 * }</pre>
 *
 * @param name a short lower-case word, unique in its recipe; it becomes part of file names
 * @param width the width of the box in pixels
 * @param height the height of the box in pixels
 * @param fit how a picture of another shape goes into the box
 * @param formats the formats to write, in order of preference
 * @param quality 1 to 100, for formats that lose something
 * @param enlarge whether a picture smaller than the box is scaled up
 * @param background the opaque colour, 0xRRGGBB, that shows through where the output has no transparency
 */
public record Variant(
        String name,
        int width,
        int height,
        Fit fit,
        List<ImageFormat> formats,
        int quality,
        boolean enlarge,
        int background) {

    /** How a picture of another shape goes into the box of a variant. */
    public enum Fit {
        /** All of the picture, as large as fits into the box; the output has the picture's shape. */
        CONTAIN,
        /** The box filled, what sticks out cut off evenly; the output has the box's shape. */
        COVER
    }

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final int MAX_SIDE = 16_384;
    private static final int WHITE = 0xFFFFFF;
    private static final int DEFAULT_QUALITY = 80;

    /** Checks all parts. */
    public Variant {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a variant's name is 1 to 40 of a-z, 0-9, '-' and '_', not '" + name + "'");
        }
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "variant '" + name + "': a side is 1 to " + MAX_SIDE + " pixels, not " + width + " x " + height);
        }
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("variant '" + name + "': quality is 1 to 100, not " + quality);
        }
        if (background < 0 || background > WHITE) {
            throw new IllegalArgumentException(
                    "variant '" + name + "': a background is 0x000000 to 0xFFFFFF, without alpha");
        }
        formats = List.copyOf(new LinkedHashSet<>(formats));
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("variant '" + name + "' needs at least one format");
        }
    }

    /** A square of the given side, filled, in JPEG. */
    public static Variant square(String name, int side) {
        return cover(name, side, side);
    }

    /** A filled box, in JPEG: what sticks out is cut off evenly. */
    public static Variant cover(String name, int width, int height) {
        return new Variant(name, width, height, Fit.COVER, List.of(ImageFormat.JPEG), DEFAULT_QUALITY, false, WHITE);
    }

    /** The whole picture within a box, in JPEG. */
    public static Variant fit(String name, int width, int height) {
        return new Variant(name, width, height, Fit.CONTAIN, List.of(ImageFormat.JPEG), DEFAULT_QUALITY, false, WHITE);
    }

    /** The same in JPEG only. */
    public Variant jpeg() {
        return formats(ImageFormat.JPEG);
    }

    /** The same in PNG only. */
    public Variant png() {
        return formats(ImageFormat.PNG);
    }

    /** The same in these formats, the preferred one first. */
    public Variant formats(ImageFormat... formats) {
        return new Variant(name, width, height, fit, List.of(formats), quality, enlarge, background);
    }

    /** The same with a quality from 1 to 100. */
    public Variant quality(int quality) {
        return new Variant(name, width, height, fit, formats, quality, enlarge, background);
    }

    /** The same, but a picture that is smaller than the box is scaled up to it. */
    public Variant enlarging() {
        return new Variant(name, width, height, fit, formats, quality, true, background);
    }

    /** The same with a colour, 0xRRGGBB, to show through where the output has no transparency. */
    public Variant background(int rgb) {
        return new Variant(name, width, height, fit, formats, quality, enlarge, rgb);
    }
}
