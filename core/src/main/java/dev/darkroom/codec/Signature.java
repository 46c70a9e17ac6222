// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Tells a format by the first bytes, whatever the name says, and names what can't be read. */
final class Signature {
    static final int LENGTH = 1024;
    private static final String READABLE = "this build reads JPEG, PNG, GIF, BMP, TIFF, ICO and some rare formats";
    private static final List<String> AVIF_BRANDS = List.of("avif", "avis");
    private static final List<String> HEIC_BRANDS =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");

    private static final Pattern PCX = Pattern.compile("\n[\\x00-\\x05]\u0001[\u0001\u0002\u0004\b]", Pattern.DOTALL);
    private static final Pattern PNM = Pattern.compile("P[1-7][\\s#]");

    private final String head;

    private Signature(byte[] head) {
        this.head = new String(head, StandardCharsets.ISO_8859_1);
    }

    /** Returns the format, which is one that this build or a codec reads, or rejects the bytes by their name. */
    static ImageFormat readable(byte[] head, Predicate<ImageFormat> codecs) {
        if (head.length == 0) {
            throw new ImageRejectedException(Reason.BROKEN, "the file is empty");
        }
        Signature signature = new Signature(head);
        Optional<ImageFormat> coded = signature.coded();
        return coded.filter(codecs).orElseGet(() -> signature.readable(coded));
    }

    private ImageFormat readable(Optional<ImageFormat> coded) {
        if (at(0, "\u00FF\u00D8")) {
            return ImageFormat.JPEG;
        } else if (at(0, "\u0089PNG\r\n\u001A\n")) {
            return ImageFormat.PNG;
        } else if (at(0, "GIF87a") || at(0, "GIF89a")) {
            return ImageFormat.GIF;
        } else if (at(0, "II*\0") || at(0, "MM\0*") || at(0, "II+\0") || at(0, "MM\0+")) {
            return ImageFormat.TIFF;
        } else if (at(0, "BM")) {
            return ImageFormat.BMP;
        } else if (isIcon()) {
            return ImageFormat.ICO;
        }
        return rare().orElseThrow(() -> refused(coded));
    }

    /** A cursor begins like some TGA files, which have no palette where it has its number of pictures. */
    private boolean isIcon() {
        return at(0, "\0\0\u0001\0") || (at(0, "\0\0\u0002\0") && !at(4, "\0\0"));
    }

    private Optional<ImageFormat> rare() {
        if (at(0, "icns")) {
            return Optional.of(ImageFormat.ICNS);
        } else if (at(0, "\u0001\u00DA\0") || at(0, "\u0001\u00DA\u0001")) {
            return Optional.of(ImageFormat.SGI);
        } else if (PCX.matcher(head).lookingAt()) {
            return Optional.of(ImageFormat.PCX);
        } else if (PNM.matcher(head).lookingAt()) {
            return Optional.of(ImageFormat.PNM);
        }
        boolean tga = otherPicture().isEmpty() && TgaHeader.fits(head.getBytes(StandardCharsets.ISO_8859_1));
        return tga ? Optional.of(ImageFormat.TGA) : Optional.empty();
    }

    private ImageRejectedException refused(Optional<ImageFormat> coded) {
        return new ImageRejectedException(
                Reason.UNSUPPORTED, refusal() + coded.map(Codecs::hint).orElse(""));
    }

    /** Returns the format if it is one that only codecs read. */
    private Optional<ImageFormat> coded() {
        if (at(0, "RIFF") && at(8, "WEBP")) {
            return Optional.of(ImageFormat.WEBP);
        } else if (at(4, "jP  ") || at(0, "\u00FFO\u00FFQ")) {
            return Optional.of(ImageFormat.JPEG2000);
        } else if (!at(4, "ftyp")) {
            return Optional.empty();
        } else if (hasBrand(AVIF_BRANDS)) {
            return Optional.of(ImageFormat.AVIF);
        }
        return hasBrand(HEIC_BRANDS) ? Optional.of(ImageFormat.HEIC) : Optional.empty();
    }

    /** Brands fill the first box, whose length stands before its name. */
    private boolean hasBrand(List<String> names) {
        String brands = head.substring(8, Math.min(head.length(), Math.max(8, head.charAt(2) << 8 | head.charAt(3))));
        return names.stream().anyMatch(brands::contains);
    }

    private String refusal() {
        String picture = otherPicture();
        if (!picture.isEmpty()) {
            return "this is " + picture + "; " + READABLE;
        }
        String other = otherFile();
        if (!other.isEmpty()) {
            return "not a picture: looks like " + other;
        }
        return "not a picture of a known format; " + READABLE;
    }

    private String otherPicture() {
        if (at(0, "RIFF") && at(8, "WEBP")) {
            return "a WebP picture";
        } else if (at(4, "ftyp")) {
            return ofBrand();
        } else if (at(0, "8BPS")) {
            return "a Photoshop picture";
        } else if (at(0, "\u00FF\n") || at(4, "JXL ")) {
            return "a JPEG XL picture";
        } else if (at(4, "jP  ") || at(0, "\u00FFO\u00FFQ")) {
            return "a JPEG 2000 picture";
        }
        return looksLikeText() && lower().contains("<svg") ? "an SVG drawing" : "";
    }

    private String ofBrand() {
        if (hasBrand(AVIF_BRANDS)) {
            return "an AVIF picture";
        }
        return hasBrand(HEIC_BRANDS) ? "a HEIC picture" : "a video or another MP4 file";
    }

    private String otherFile() {
        if (at(0, "%PDF")) {
            return "a PDF document";
        } else if (at(0, "%!PS")) {
            return "a PostScript document";
        } else if (at(0, "PK\u0003\u0004")) {
            return "a ZIP archive";
        } else if (looksLikeText()) {
            return lower().contains("<html") || lower().contains("<!doctype html") ? "a web page" : "text";
        }
        return "";
    }

    private String lower() {
        return head.toLowerCase(Locale.ROOT);
    }

    private boolean looksLikeText() {
        return head.length() > 3 && head.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
    }

    private boolean at(int offset, String bytes) {
        return head.startsWith(bytes, offset);
    }
}
