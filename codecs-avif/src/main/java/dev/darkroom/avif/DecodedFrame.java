// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PLANAR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import dev.darkroom.codec.ColourCodes;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** The planes of a decoded picture in native memory, read row by row with 8 bits a sample. */
final class DecodedFrame {
    private static final int PLANES = 3;
    private static final int IDENTITY = 0;

    private final AVFrame frame;
    private final AVPixFmtDescriptor layout;
    private final BytePointer[] planes = new BytePointer[PLANES];
    // Each question to the native structures costs as much as many pixels, so it is asked once.
    private final int[] rowLengths = new int[PLANES];
    private final int depth;
    /** Whether white is the largest number; otherwise it has the same place as with 8 bits, and zeros behind it. */
    private final boolean full;

    private final int most;
    private final boolean halfWidth;
    private final boolean halfHeight;
    private byte[] wide = new byte[0];

    DecodedFrame(AVFrame frame) {
        this.frame = frame;
        this.layout = understood(av_pix_fmt_desc_get(frame.format()));
        this.depth = layout.comp(0).depth();
        this.full = frame.color_range() == AVCOL_RANGE_JPEG;
        this.most = (1 << depth) - (full ? 1 : 0);
        this.halfWidth = layout.log2_chroma_w() == 1;
        this.halfHeight = layout.log2_chroma_h() == 1;
        for (int plane = 0; plane < planes(); plane++) {
            planes[plane] = frame.data(plane);
            rowLengths[plane] = frame.linesize(plane);
        }
    }

    private static AVPixFmtDescriptor understood(@Nullable AVPixFmtDescriptor layout) {
        boolean planar = layout != null
                && (layout.nb_components() == 1 || (layout.flags() & AV_PIX_FMT_FLAG_PLANAR) != 0)
                && (layout.flags() & AV_PIX_FMT_FLAG_BE) == 0
                && layout.nb_components() <= PLANES;
        if (layout == null || !planar || layout.comp(0).depth() > 16) {
            throw Rejections.unsupported("its pixels have an unusual layout");
        }
        return layout;
    }

    Size size() {
        return new Size(frame.width(), frame.height());
    }

    int planes() {
        return layout.nb_components();
    }

    /** Whether there is one sample of the colour planes for two pixels of a row. */
    boolean halfWidth() {
        return halfWidth;
    }

    boolean halfHeight() {
        return halfHeight;
    }

    /** Returns what the coded data says about its colours. */
    ColourInfo colours() {
        boolean rgb = (layout.flags() & AV_PIX_FMT_FLAG_RGB) != 0;
        return new ColourInfo(
                new ColourCodes(frame.color_primaries(), frame.color_trc()), rgb ? IDENTITY : frame.colorspace(), full);
    }

    /** Puts a row of a plane at the start of the array, which has the length of the row. */
    void read(int plane, int y, byte[] row) {
        BytePointer pointer = planes[plane];
        pointer.position((long) y * rowLengths[plane]);
        if (depth == 8) {
            pointer.get(row);
        } else {
            readWide(pointer, row);
        }
    }

    private void readWide(BytePointer pointer, byte[] row) {
        if (wide.length != 2 * row.length) {
            wide = new byte[2 * row.length];
        }
        pointer.get(wide);
        for (int i = 0; i < row.length; i++) {
            int sample = Byte.toUnsignedInt(wide[2 * i]) | Byte.toUnsignedInt(wide[2 * i + 1]) << 8;
            row[i] = (byte) Math.min(255, (sample * (full ? 255 : 256) + most / 2) / most);
        }
    }
}
