// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegEncoder;
import dev.darkroom.codec.jpeg.Subsampling;
import dev.darkroom.image.Variant;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** A JPEG made of a JPEG: luma and chroma are never turned into colours, and most often not even kept. */
final class JpegOutput {
    private static final int CHROMA_SAMPLING = 2;

    private final JpegEncoder encoder;
    private final @Nullable ScaledPlanes kept;

    JpegOutput(Development development, Window upright, Variant variant, Enclosed enclosed) {
        Subsampling sampling = development.channels() == Channels.GRAY ? Subsampling.GRAY : Subsampling.HALF;
        this.encoder = Encoder.jpeg(upright.outWidth(), upright.outHeight(), sampling, variant, enclosed);
        this.kept = development.stream(upright, CHROMA_SAMPLING, encoder)
                ? null
                : development.planes(upright, CHROMA_SAMPLING);
    }

    /** Returns the file, once the picture has passed. */
    byte[] bytes() throws InterruptedIOException {
        if (kept != null) {
            for (int plane = 0; plane < kept.planes(); plane++) {
                int width = kept.width(plane);
                encoder.rows(plane, kept.upright(plane), 0, width, kept.height(plane));
            }
        }
        return encoder.finish();
    }
}
