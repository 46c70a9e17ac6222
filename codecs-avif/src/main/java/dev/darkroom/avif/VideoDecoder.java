// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** A native decoder for pictures that share a configuration; it belongs to one thread and must be closed. */
final class VideoDecoder implements AutoCloseable {
    private static final int STOP_AT_ERRORS = 1 << 3;

    private final AVCodecContext context;
    private final AVFrame frame;

    private VideoDecoder(AVCodecContext context, AVFrame frame) {
        this.context = context;
        this.frame = frame;
    }

    /** Returns the library's decoder, if it was built with it. */
    static @Nullable AVCodec library(Coding coding) {
        return switch (coding) {
            case AV1 -> avcodec_find_decoder_by_name("libaom-av1");
            case HEVC -> avcodec_find_decoder(AV_CODEC_ID_HEVC);
        };
    }

    static VideoDecoder open(Coding coding, byte[] configuration, long maxPixels) throws IOException {
        return open(Av.present(library(coding)), configuration, maxPixels);
    }

    static VideoDecoder open(AVCodec library, byte[] configuration, long maxPixels) throws IOException {
        VideoDecoder decoder =
                new VideoDecoder(Av.present(avcodec_alloc_context3(library)), Av.present(av_frame_alloc()));
        try {
            decoder.configure(configuration, maxPixels);
            Av.check(avcodec_open2(decoder.context, library, (AVDictionary) null));
            return decoder;
        } catch (IOException | RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    private void configure(byte[] configuration, long maxPixels) throws IOException {
        Pointer memory = Av.present(av_mallocz(configuration.length + AV_INPUT_BUFFER_PADDING_SIZE));
        context.extradata(new BytePointer(memory).put(configuration));
        context.extradata_size(configuration.length);
        context.max_pixels(maxPixels);
        context.thread_count(1);
        context.err_recognition(STOP_AT_ERRORS);
    }

    /** Decodes one picture, which is good until the next one is decoded. */
    AVFrame decode(byte[] data) throws IOException {
        send(data);
        Av.check(avcodec_send_packet(context, null));
        Av.check(avcodec_receive_frame(context, frame));
        avcodec_flush_buffers(context);
        if ((frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0) {
            throw Rejections.undecodable("some are missing");
        }
        return frame;
    }

    private void send(byte[] data) throws IOException {
        AVPacket packet = Av.present(av_packet_alloc());
        try {
            Av.check(av_new_packet(packet, data.length));
            packet.data().put(data);
            Av.check(avcodec_send_packet(context, packet));
        } finally {
            av_packet_free(packet);
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
