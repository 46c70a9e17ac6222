// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;

import dev.darkroom.avif.jpeg2000.Jpeg2000File;
import dev.darkroom.codec.CodedPicture;
import dev.darkroom.codec.Pixels;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.jspecify.annotations.Nullable;

/** A JPEG 2000 picture whose headers were read. The native decoder gets the codestream and nothing else of the file. */
record Jpeg2000Picture(Jpeg2000File file) implements CodedPicture {
    /** The library makes rows longer than they are wide. */
    private static final long ROW_MARGIN = 128;

    /** Returns the library's decoder, if it was built with it. */
    static @Nullable AVCodec library() {
        return avcodec_find_decoder(AV_CODEC_ID_JPEG2000);
    }

    @Override
    public int width() {
        return file.width();
    }

    @Override
    public int height() {
        return file.height();
    }

    @Override
    public boolean alpha() {
        return file.alpha();
    }

    @Override
    public int orientation() {
        return 1;
    }

    @Override
    public Optional<byte[]> profile() {
        return file.profile();
    }

    @Override
    public int frames() {
        return 1;
    }

    @Override
    public Pixels decode() throws IOException {
        long most = (file.width() + ROW_MARGIN) * file.height();
        try (VideoDecoder decoder = VideoDecoder.open(Av.present(library()), new byte[0], most)) {
            int[] argb = file.pixels(new Jpeg2000Frame(decoder.decode(file.codestream()), file));
            if (file.multiplied()) {
                Premultiplied.undo(argb);
            }
            return new Pixels(file.width(), file.height(), argb);
        }
    }
}
