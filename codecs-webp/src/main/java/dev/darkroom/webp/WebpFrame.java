// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import dev.darkroom.codec.AnimationFrame;
import dev.darkroom.codec.AnimationFrame.Disposal;
import dev.darkroom.codec.Pixels;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One frame: its place on the canvas, and the chunks with its pixels.
 *
 * @param pixels a VP8 or VP8L chunk
 * @param opacity an ALPH chunk, which belongs to VP8 only
 */
record WebpFrame(
        int x,
        int y,
        int width,
        int height,
        boolean alpha,
        Chunk pixels,
        @Nullable Chunk opacity) {
    private static final int ANIMATED_HEADER = 16;
    private static final int CLEARED = 1;
    private static final int UNBLENDED = 2;

    /** Finds the picture of a file without animation. */
    static WebpFrame still(List<Chunk> chunks, boolean alphaAllowed) {
        return of(chunks, 0, 0, alphaAllowed);
    }

    /** Reads a frame of an animation, an ANMF chunk. */
    static WebpFrame animated(Chunk chunk, boolean alphaAllowed) {
        if (chunk.length() < ANIMATED_HEADER) {
            throw Rejections.cutOff();
        }
        WebpFrame frame = of(chunk.within(ANIMATED_HEADER), 2 * chunk.triple(0), 2 * chunk.triple(3), alphaAllowed);
        if (frame.width != chunk.triple(6) + 1 || frame.height != chunk.triple(9) + 1) {
            throw Rejections.broken("the size of a frame is given in two ways");
        }
        return frame;
    }

    private static WebpFrame of(List<Chunk> chunks, int x, int y, boolean alphaAllowed) {
        Chunk pixels = find(chunks, "VP8L").or(() -> find(chunks, "VP8 ")).orElseThrow(Rejections::cutOff);
        if (!pixels.isWhole()) {
            throw Rejections.cutOff();
        }
        return pixels.is("VP8L") ? lossless(pixels, x, y) : lossy(chunks, pixels, x, y, alphaAllowed);
    }

    private static Optional<Chunk> find(List<Chunk> chunks, String name) {
        return chunks.stream().filter(chunk -> chunk.is(name)).findFirst();
    }

    private static WebpFrame lossless(Chunk pixels, int x, int y) {
        if (pixels.length() < 5 || pixels.unsigned(0) != 0x2F) {
            throw Rejections.broken("its lossless data begins wrongly");
        }
        int bits = pixels.word(1);
        boolean alpha = (bits >> 28 & 1) != 0;
        return new WebpFrame(x, y, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, alpha, pixels, null);
    }

    private static WebpFrame lossy(List<Chunk> chunks, Chunk pixels, int x, int y, boolean alphaAllowed) {
        boolean keyFrame = pixels.length() >= 10 && (pixels.unsigned(0) & 1) == 0;
        if (!keyFrame || pixels.triple(3) != 0x2A019D) {
            throw Rejections.broken("its lossy data begins wrongly");
        }
        int width = pixels.word(6) & 0x3FFF;
        int height = pixels.word(6) >> 16 & 0x3FFF;
        if (width == 0 || height == 0) {
            throw Rejections.broken("its size is " + width + " x " + height);
        }
        Chunk opacity =
                alphaAllowed ? find(chunks, "ALPH").filter(Chunk::isWhole).orElse(null) : null;
        return new WebpFrame(x, y, width, height, opacity != null, pixels, opacity);
    }

    /** Returns what an ANMF chunk says of its frame. */
    static Optional<AnimationFrame> shown(Chunk chunk) {
        if (chunk.length() < ANIMATED_HEADER) {
            return Optional.empty();
        }
        int flags = chunk.unsigned(15);
        return Optional.of(new AnimationFrame(
                2 * chunk.triple(0),
                2 * chunk.triple(3),
                chunk.triple(6) + 1,
                chunk.triple(9) + 1,
                chunk.triple(12),
                (flags & UNBLENDED) == 0,
                (flags & CLEARED) == 0 ? Disposal.KEPT : Disposal.CLEARED));
    }

    int right() {
        return x + width;
    }

    int bottom() {
        return y + height;
    }

    Pixels decode() throws IOException {
        try {
            Pixels decoded = LibWebp.decode(asFile());
            if (decoded.width() != width || decoded.height() != height) {
                throw Rejections.broken("its size is given in two ways");
            }
            return decoded;
        } catch (IOException e) {
            throw Rejections.broken(e);
        } catch (OutOfMemoryError e) {
            if (isDamagedOpacity(e)) {
                throw Rejections.broken("its transparency can't be decoded");
            }
            throw e;
        }
    }

    /** libwebp says that it lacks memory when it can't make sense of an ALPH chunk; the JVM's own error has a message. */
    private boolean isDamagedOpacity(OutOfMemoryError e) {
        return opacity != null && e.getMessage() == null;
    }

    /** Returns a still picture with these pixels and nothing else. */
    private byte[] asFile() {
        RiffWriter file = RiffWriter.ofFile();
        if (opacity != null) {
            file.extended(width, height, RiffWriter.ALPHA);
        }
        writeTo(file);
        return file.toFile();
    }

    /** Adds the chunks with its pixels. */
    void writeTo(RiffWriter file) {
        if (opacity != null) {
            file.add(opacity);
        }
        file.add(pixels);
    }
}
