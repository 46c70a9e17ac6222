// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.AnimationFrame.Disposal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/*
 * A frame's data stands in chunks that are called IDAT for the picture that everybody sees, and fdAT with a number in
 * front for all others; both end where the next frame is described.
 */
/** The frames of an animated PNG. */
final class PngFrames {
    private static final int LENGTH = 26;
    private static final int BODY = 8;
    private static final int AROUND_BODY = 12;
    private static final int NUMBER = 4;
    private static final int SIZES = 8;
    private static final int HUNDREDTHS = 100;
    private static final long MOST = Integer.MAX_VALUE;

    private final ByteBuffer all;
    private final byte[] data;
    private final DecodeLimits limits;
    private final List<Integer> places = new ArrayList<>();
    private long pixels;

    PngFrames(byte[] data, DecodeLimits limits) {
        this.data = data;
        this.all = ByteBuffer.wrap(data);
        this.limits = limits;
    }

    /** Adds a frame that is described in the chunk at this place. */
    void add(int at, int length) {
        if (length < LENGTH) {
            return;
        }
        places.add(at);
        long added = number(at, 4) * number(at, 8);
        pixels = added < 0 ? Long.MAX_VALUE : pixels + Math.min(added, Long.MAX_VALUE - pixels);
        Sizes.checkFrames(places.size(), pixels, limits);
    }

    private long number(int at, int offset) {
        return Integer.toUnsignedLong(all.getInt(at + BODY + offset));
    }

    private int half(int at, int offset) {
        return Short.toUnsignedInt(all.getShort(at + BODY + offset));
    }

    /** Returns what is said of each frame, as far as it makes sense. */
    List<AnimationFrame> timeline() {
        List<AnimationFrame> timeline = new ArrayList<>();
        for (int at : places) {
            boolean placed = number(at, 12) <= MOST && number(at, 16) <= MOST;
            if (!placed || number(at, 4) == 0 || number(at, 8) == 0) {
                break;
            }
            timeline.add(new AnimationFrame(
                    (int) number(at, 12),
                    (int) number(at, 16),
                    (int) number(at, 4),
                    (int) number(at, 8),
                    milliseconds(half(at, 20), half(at, 22)),
                    all.get(at + BODY + 25) == 1,
                    disposal(all.get(at + BODY + 24))));
        }
        return timeline;
    }

    private static int milliseconds(int above, int below) {
        return above * 1000 / (below == 0 ? HUNDREDTHS : below);
    }

    private static Disposal disposal(byte method) {
        return switch (method) {
            case 1 -> Disposal.CLEARED;
            case 2 -> Disposal.TAKEN_BACK;
            default -> Disposal.KEPT;
        };
    }

    /** Returns what a frame's file begins with: the whole picture's beginning, with the frame's size. */
    byte[] start(int index, ByteBuffer whole) {
        byte[] start = new byte[whole.remaining()];
        whole.get(0, start);
        all.get(places.get(index) + BODY + 4, start, 0, SIZES);
        return start;
    }

    /** Writes a frame's data as that of a picture. */
    void copyData(int index, ByteArrayOutputStream file) {
        int at = places.get(index);
        int end = index + 1 < places.size() ? places.get(index + 1) : data.length;
        while (at + AROUND_BODY <= end) {
            int length = all.getInt(at);
            String type = new String(data, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (type.equals("IDAT")) {
                file.write(data, at, length + AROUND_BODY);
            } else if (type.equals("fdAT") && length >= NUMBER) {
                writeChunk("IDAT", data, at + BODY + NUMBER, length - NUMBER, file);
            } else if (type.equals("IEND")) {
                return;
            }
            at += length + AROUND_BODY;
        }
    }

    static void writeChunk(String type, byte[] body, ByteArrayOutputStream file) {
        writeChunk(type, body, 0, body.length, file);
    }

    private static void writeChunk(String type, byte[] from, int offset, int length, ByteArrayOutputStream file) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(from, offset, length);
        writeNumber(length, file);
        file.writeBytes(name);
        file.write(from, offset, length);
        writeNumber((int) sum.getValue(), file);
    }

    private static void writeNumber(int number, ByteArrayOutputStream file) {
        file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }
}
