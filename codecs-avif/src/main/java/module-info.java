// SPDX-License-Identifier: Apache-2.0
/** Reads and writes AVIF, and reads HEIC and JPEG 2000, for the standard engine, which finds it by itself. */
module dev.darkroom.avif {
    requires org.bytedeco.ffmpeg;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires transitive dev.darkroom;

    exports dev.darkroom.avif;

    provides dev.darkroom.codec.ImageCodec with
            dev.darkroom.avif.AvifCodec,
            dev.darkroom.avif.Jpeg2000Codec;
}
