// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import dev.darkroom.codec.AnimationEncoder;
import dev.darkroom.codec.Pixels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/*
 * The natives have no muxer, so the file is put together here from pictures that were encoded one by one. See RFC 9649.
 */
/** Writes an animation as WebP. */
final class WebpAnimationEncoder implements AnimationEncoder {
    private static final int FRAME_HEADER = 16;
    private static final byte UNBLENDED = 2;
    private static final int LONGEST = 0xFFFFFF;
    private static final int MOST_PLAYS = 0xFFFF;

    private final int width;
    private final int height;
    private final int plays;
    private final double quality;
    private final List<byte[]> frames = new ArrayList<>();
    private boolean alpha;

    WebpAnimationEncoder(int width, int height, int plays, double quality) {
        this.width = width;
        this.height = height;
        this.plays = plays;
        this.quality = quality;
    }

    @Override
    public void add(Pixels part, int x, int y, int milliseconds) throws IOException {
        RiffWriter frame = new RiffWriter(header(part, x, y, Math.min(milliseconds, LONGEST)));
        for (Chunk chunk : Chunk.ofFile(LibWebp.encode(part, quality))) {
            alpha |= chunk.is("ALPH") || chunk.is("VP8L");
            if (!chunk.is("VP8X")) {
                frame.add(chunk);
            }
        }
        frames.add(frame.toByteArray());
    }

    /** Numbers have three bytes, so each is written over the last byte of the one before. */
    private static byte[] header(Pixels part, int x, int y, int milliseconds) {
        ByteBuffer header = ByteBuffer.allocate(FRAME_HEADER + 1).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, x / 2);
        header.putInt(3, y / 2);
        header.putInt(6, part.width() - 1);
        header.putInt(9, part.height() - 1);
        header.putInt(12, milliseconds);
        header.put(15, UNBLENDED);
        byte[] bytes = new byte[FRAME_HEADER];
        header.get(0, bytes);
        return bytes;
    }

    @Override
    public byte[] finish() {
        RiffWriter file = RiffWriter.ofFile();
        file.extended(RiffWriter.ANIMATION | (alpha ? RiffWriter.ALPHA : 0), width, height);
        ByteBuffer settings = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
        settings.putShort(4, (short) Math.min(plays, MOST_PLAYS));
        file.add("ANIM", settings.array());
        frames.forEach(frame -> file.add("ANMF", frame));
        return file.toFile();
    }
}
