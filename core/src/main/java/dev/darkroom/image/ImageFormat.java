// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

import java.util.Locale;
import java.util.Optional;

/** The picture formats that Darkroom knows by name; whether one can be read or written depends on the engine. */
public enum ImageFormat {
    JPEG("jpg", "image/jpeg"),
    PNG("png", "image/png"),
    GIF("gif", "image/gif"),
    WEBP("webp", "image/webp"),
    AVIF("avif", "image/avif"),
    HEIC("heic", "image/heic"),
    TIFF("tiff", "image/tiff"),
    BMP("bmp", "image/bmp"),
    ICO("ico", "image/vnd.microsoft.icon"),
    ICNS("icns", "image/icns"),
    PCX("pcx", "image/vnd.zbrush.pcx"),
    PNM("pnm", "image/x-portable-anymap"),
    SGI("sgi", "image/sgi"),
    TGA("tga", "image/x-tga"),
    JPEG2000("jp2", "image/jp2");

    private final String extension;
    private final String mimeType;

    ImageFormat(String extension, String mimeType) {
        this.extension = extension;
        this.mimeType = mimeType;
    }

    /** Returns the usual ending of file names, without a dot. */
    public String extension() {
        return extension;
    }

    /** Returns the media type for a Content-Type header. */
    public String mimeType() {
        return mimeType;
    }

    /** Finds the format with this media type, in any case and with or without parameters. */
    public static Optional<ImageFormat> ofMimeType(String mimeType) {
        String bare = mimeType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (ImageFormat format : values()) {
            if (format.mimeType.equals(bare)) {
                return Optional.of(format);
            }
        }
        return bare.equals("image/jpg") ? Optional.of(JPEG) : Optional.empty();
    }
}
