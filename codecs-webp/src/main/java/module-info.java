// SPDX-License-Identifier: Apache-2.0
/** Reads and writes WebP for the standard engine, which finds it by itself. */
module dev.darkroom.webp {
    requires java.desktop;
    requires kotlin.stdlib;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires transitive dev.darkroom;
    requires webp.imageio;

    exports dev.darkroom.webp;

    provides dev.darkroom.codec.ImageCodec with
            dev.darkroom.webp.WebpCodec;
}
