// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import dev.darkroom.avif.jpeg2000.Jpeg2000File;
import dev.darkroom.avif.jpeg2000.Samples;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/*
 * The decoder puts what has up to 8 bits into bytes and what has more into 16 bits, each time at the upper end: there are
 * formats with 10, 12 and 14 bits as well, whose samples it leaves as they are.
 */
/** The samples of a decoded JPEG 2000 picture in native memory, in whatever order they lie there. */
final class Jpeg2000Frame implements Samples {
    private static final int WIDE = 16;

    private final Source[] sources;

    /** Where the samples of one plane lie. */
    private record Source(
            BytePointer memory, int rowLength, int offset, int step, boolean wide, int shift, int across, int down) {}

    Jpeg2000Frame(AVFrame frame, Jpeg2000File file) {
        AVPixFmtDescriptor layout = understood(av_pix_fmt_desc_get(frame.format()), file);
        if (frame.width() != file.width() || frame.height() != file.height()) {
            throw Rejections.undecodable("their size is given in two ways");
        }
        int deepest = 0;
        for (int plane = 0; plane < file.planes(); plane++) {
            deepest = Math.max(deepest, file.depth(plane));
        }
        this.sources = new Source[file.planes()];
        for (int plane = 0; plane < sources.length; plane++) {
            sources[plane] = source(frame, layout, plane, deepest - file.depth(plane), file.depth(plane));
        }
    }

    private static AVPixFmtDescriptor understood(@Nullable AVPixFmtDescriptor layout, Jpeg2000File file) {
        if (layout == null || layout.nb_components() != file.planes() || (layout.flags() & AV_PIX_FMT_FLAG_BE) != 0) {
            throw Rejections.undecodable("they have an unusual layout");
        }
        return layout;
    }

    private static Source source(AVFrame frame, AVPixFmtDescriptor layout, int plane, int toDeepest, int depth) {
        AVComponentDescriptor part = layout.comp(plane);
        int held = part.depth() <= Byte.SIZE ? Byte.SIZE : part.depth() == WIDE ? WIDE : depth + toDeepest;
        boolean colour = plane == 1 || plane == 2;
        return new Source(
                frame.data(part.plane()),
                frame.linesize(part.plane()),
                part.offset(),
                part.step(),
                part.depth() > Byte.SIZE,
                held - depth,
                colour ? layout.log2_chroma_w() : 0,
                colour ? layout.log2_chroma_h() : 0);
    }

    @Override
    public void read(int plane, int y, int[] row) {
        Source source = sources[plane];
        int samples = ((row.length - 1) >> source.across) + 1;
        byte[] bytes = new byte[samples * source.step];
        source.memory.position((long) (y >> source.down) * source.rowLength);
        source.memory.get(bytes);
        for (int x = 0; x < row.length; x++) {
            int at = (x >> source.across) * source.step + source.offset;
            int sample = Byte.toUnsignedInt(bytes[at]);
            if (source.wide) {
                sample |= Byte.toUnsignedInt(bytes[at + 1]) << 8;
            }
            row[x] = sample >> source.shift;
        }
    }
}
