// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A named output size: the wish that a rendition fulfils.
 *
 * <pre>{@code
 * Variant.square("thumbnail", 200).jpeg();
 * Variant.fit("detail", 1200, 1200).formats(ImageFormat.JPEG, ImageFormat.PNG).quality(85);
 * Variant.cover("header", 1920, 640).smart().enlarging();
 * }</pre>
 *
 * @param name a short lower-case word, unique in its recipe; it becomes part of file names
 * @param width the width of the box in pixels
 * @param height the height of the box in pixels
 * @param fit how a picture of another shape goes into the box
 * @param focus what a cut keeps in view
 * @param formats the formats to write, in order of preference
 * @param quality 1 to 100, for formats that lose something
 * @param wishes what else is wanted of the output
 * @param background the opaque colour, 0xRRGGBB, that shows through where the output has no transparency
 */
public record Variant(
        String name,
        int width,
        int height,
        Fit fit,
        Focus focus,
        List<ImageFormat> formats,
        int quality,
        Set<Wish> wishes,
        int background) {

    /** How a picture of another shape goes into the box of a variant. */
    public enum Fit {
        /** All of the picture, as large as fits into the box; the output has the picture's shape. */
        CONTAIN,
        /** All of the picture, and the rest of the box filled with the background; the output is the box, exactly. */
        PAD,
        /** The box filled, and what sticks out cut off, around the focus; the output has the box's shape. */
        COVER,
        /** As {@link #COVER}, around what draws the eye, or what the job says of its picture. */
        SMART
    }

    /** What can be wanted of an output beyond its size and its formats; see the method for each. */
    public enum Wish {
        /** {@link #enlarging}. */
        ENLARGING,
        /** {@link #progressive}. */
        PROGRESSIVE,
        /** {@link #inLinearLight}. */
        IN_LINEAR_LIGHT,
        /** {@link #keepingProfile}. */
        KEEPING_PROFILE,
        /** {@link #keepingCopyright}. */
        KEEPING_COPYRIGHT,
        /** {@link #paletted}. */
        PALETTED,
        /** {@link #animated}. */
        ANIMATED
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
        wishes = Set.copyOf(wishes);
    }

    /** A square of the given side, filled, in JPEG. */
    public static Variant square(String name, int side) {
        return cover(name, side, side);
    }

    /** A filled box, in JPEG: what sticks out is cut off evenly, unless another focus is said. */
    public static Variant cover(String name, int width, int height) {
        return of(name, width, height, Fit.COVER);
    }

    /** The whole picture within a box, in JPEG. */
    public static Variant fit(String name, int width, int height) {
        return of(name, width, height, Fit.CONTAIN);
    }

    /** The whole picture with this width, however high it becomes, in JPEG. */
    public static Variant wide(String name, int width) {
        return of(name, width, MAX_SIDE, Fit.CONTAIN);
    }

    /** The whole picture in the middle of a box, in JPEG; the output has exactly the box's size. */
    public static Variant pad(String name, int width, int height) {
        return of(name, width, height, Fit.PAD);
    }

    private static Variant of(String name, int width, int height, Fit fit) {
        List<ImageFormat> jpeg = List.of(ImageFormat.JPEG);
        return new Variant(name, width, height, fit, Focus.CENTRE, jpeg, DEFAULT_QUALITY, Set.of(), WHITE);
    }

    /** The parts of a variant that is like another one but for some of them. */
    private static final class Parts {
        private String name;
        private int width;
        private int height;
        private Fit fit;
        private Focus focus;
        private List<ImageFormat> formats;
        private int quality;
        private Set<Wish> wishes;
        private int background;

        Parts(Variant like) {
            this.name = like.name;
            this.width = like.width;
            this.height = like.height;
            this.fit = like.fit;
            this.focus = like.focus;
            this.formats = like.formats;
            this.quality = like.quality;
            this.wishes = like.wishes;
            this.background = like.background;
        }
    }

    private Variant with(Consumer<Parts> change) {
        Parts to = new Parts(this);
        change.accept(to);
        return new Variant(
                to.name, to.width, to.height, to.fit, to.focus, to.formats, to.quality, to.wishes, to.background);
    }

    private Variant with(Wish wish) {
        EnumSet<Wish> all = EnumSet.of(wish);
        all.addAll(wishes);
        return with(parts -> parts.wishes = all);
    }

    /** Whether this is wanted of the output. */
    public boolean wants(Wish wish) {
        return wishes.contains(wish);
    }

    /** The same, cut so that this point stays in view. */
    public Variant keeping(Focus point) {
        return with(parts -> {
            parts.fit = Fit.COVER;
            parts.focus = point;
        });
    }

    /** The same, cut so that what draws the eye stays in view. */
    public Variant smart() {
        return with(parts -> parts.fit = Fit.SMART);
    }

    /**
     * The same for screens of several densities: {@code thumb}, {@code thumb-2x} and so on for 1 and 2.
     *
     * @param densities how many pixels lie along one of this variant
     */
    public List<Variant> densities(double... densities) {
        return Arrays.stream(densities).mapToObj(this::dense).toList();
    }

    private Variant dense(double density) {
        if (density == 1) {
            return this;
        }
        String number = BigDecimal.valueOf(density).stripTrailingZeros().toPlainString();
        return with(parts -> {
            parts.name = name + "-" + number.replace('.', '_') + "x";
            parts.width = Math.min(MAX_SIDE, (int) Math.round(width * density));
            parts.height = Math.min(MAX_SIDE, (int) Math.round(height * density));
        });
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
        return with(parts -> parts.formats = List.of(formats));
    }

    /** The same with a quality from 1 to 100. */
    public Variant quality(int quality) {
        return with(parts -> parts.quality = quality);
    }

    /** The same with a colour, 0xRRGGBB, to show through where the output has no transparency. */
    public Variant background(int rgb) {
        return with(parts -> parts.background = rgb);
    }

    /** The same, but a picture that is smaller than the box is scaled up to it. */
    public Variant enlarging() {
        return with(Wish.ENLARGING);
    }

    /** The same, but a JPEG appears from coarse to fine while it loads; mostly it is a little shorter, too. */
    public Variant progressive() {
        return with(Wish.PROGRESSIVE);
    }

    /**
     * The same, but scaled as light adds up and not as its numbers do: fine patterns of light and dark keep their
     * brightness, and light details on dark ground become stronger. It takes several times as long.
     */
    public Variant inLinearLight() {
        return with(Wish.IN_LINEAR_LIGHT);
    }

    /**
     * The same, but a JPEG or a PNG keeps the picture's own colours, if a profile in it says what three primaries and
     * curves mean (Display P3, Adobe RGB and most others), and has a short profile that says the same. Profiles of other
     * kinds, CMYK and Lab are brought to sRGB as ever, and so is what is written in other formats.
     */
    public Variant keepingProfile() {
        return with(Wish.KEEPING_PROFILE);
    }

    /**
     * The same, but a JPEG or a PNG says who made the picture and whose it is, as EXIF and as XMP, if the picture says so
     * in EXIF, IPTC or XMP. Everything else that was written into it, such as the place, is left out as ever; and so are
     * these, in other formats.
     */
    public Variant keepingCopyright() {
        return with(Wish.KEEPING_COPYRIGHT);
    }

    /**
     * The same, but a PNG has at most 256 colours and is far shorter: for logos and drawings. A picture that has no more
     * than that loses nothing. Other formats stay as they are.
     */
    public Variant paletted() {
        return with(Wish.PALETTED);
    }

    /**
     * The same, but an animation stays one in the formats that can be one, GIF and WebP; in the others, and without this
     * wish, its first frame is taken.
     */
    public Variant animated() {
        return with(Wish.ANIMATED);
    }
}
