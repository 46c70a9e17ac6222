// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_ENOMEM;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PATCHWELCOME;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** What is common to calls of FFmpeg's libraries. */
final class Av {
    private static final int MESSAGE_LENGTH = 128;

    private Av() {}

    /** Loads the natives, or throws an Error; from then on they keep silent, since they would write to stderr. */
    static void load() {
        av_log_set_level(AV_LOG_QUIET);
    }

    /** Takes what a function reserved. */
    static <P extends Pointer> P present(@Nullable P pointer) throws IOException {
        if (pointer == null || pointer.isNull()) {
            throw notEnoughMemory();
        }
        return pointer;
    }

    /** Takes what a function returned: with a negative number it says that the picture is no good. */
    static void check(int result) throws IOException {
        if (result == AVERROR_ENOMEM()) {
            throw notEnoughMemory();
        } else if (result == AVERROR_PATCHWELCOME) {
            throw Rejections.unsupported("FFmpeg doesn't read such a one");
        } else if (result < 0) {
            throw Rejections.undecodable(message(result));
        }
    }

    private static IOException notEnoughMemory() {
        return new IOException("not enough memory for the picture now");
    }

    static String message(int error) {
        try (BytePointer text = new BytePointer(MESSAGE_LENGTH)) {
            av_strerror(error, text, MESSAGE_LENGTH);
            return text.getString().split("\0", 2)[0];
        }
    }
}
