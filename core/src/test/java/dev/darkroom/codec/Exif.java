// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Writes EXIF by hand: a directory of numbers, texts and fractions, with others below it. */
public final class Exif {
    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int GPS_DIRECTORY = 0x8825;

    private record Value(int type, int count, ByteBuffer bytes) {}

    private final Map<Integer, Value> values = new TreeMap<>();
    private final Map<Integer, Exif> below = new TreeMap<>();

    /** Starts an empty directory. */
    public Exif() {}

    public static byte[] orientation(int orientation) {
        return new Exif().number(0x0112, orientation).bytes();
    }

    public Exif number(int tag, int value) {
        values.put(tag, new Value(3, 1, ByteBuffer.allocate(2).putShort((short) value)));
        return this;
    }

    public Exif octet(int tag, int value) {
        values.put(tag, new Value(1, 1, ByteBuffer.allocate(1).put((byte) value)));
        return this;
    }

    /** Adds tags that are all as long as the whole file. */
    public static byte[] withTagsOfTheSameBytes(Exif directory, int tags) {
        int length = 12 * tags;
        for (int i = 0; i < tags; i++) {
            directory.values.put(
                    0xA000 + i, new Value(7, length, ByteBuffer.allocate(4).putInt(0, 8)));
        }
        return directory.bytes();
    }

    public Exif block(int tag, byte[] bytes) {
        values.put(tag, new Value(7, bytes.length, ByteBuffer.wrap(bytes)));
        return this;
    }

    public Exif text(int tag, String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        values.put(tag, new Value(2, bytes.length, ByteBuffer.wrap(bytes)));
        return this;
    }

    /** Fractions, as numerator and denominator in turn. */
    public Exif fractions(int tag, int... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * parts.length);
        for (int part : parts) {
            bytes.putInt(part);
        }
        values.put(tag, new Value(5, parts.length / 2, bytes));
        return this;
    }

    public Exif details(Exif directory) {
        below.put(EXIF_DIRECTORY, directory);
        return this;
    }

    public Exif gps(Exif directory) {
        below.put(GPS_DIRECTORY, directory);
        return this;
    }

    /** Returns the whole TIFF structure, big-endian. */
    public byte[] bytes() {
        byte[] start = ByteBuffer.allocate(8)
                .put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) 42)
                .putInt(8)
                .array();
        return Pictures.joined(start, directory(8));
    }

    private byte[] directory(int at) {
        int count = values.size() + below.size();
        ByteBuffer entries = ByteBuffer.allocate(2 + 12 * count + 4).putShort((short) count);
        ByteArrayOutputStream behind = new ByteArrayOutputStream();
        Map<Integer, Object> all = new TreeMap<>(values);
        all.putAll(below);
        all.forEach((tag, value) -> entry(tag, value, entries, behind, at + entries.capacity()));
        return Pictures.joined(entries.array(), behind.toByteArray());
    }

    private static void entry(int tag, Object entry, ByteBuffer entries, ByteArrayOutputStream behind, int behindAt) {
        int place = behindAt + behind.size();
        entries.putShort((short) tag);
        if (entry instanceof Exif directory) {
            entries.putShort((short) 4).putInt(1).putInt(place);
            behind.writeBytes(directory.directory(place));
        } else if (entry instanceof Value value) {
            entries.putShort((short) value.type()).putInt(value.count());
            if (value.bytes().capacity() <= 4) {
                entries.put(Arrays.copyOf(value.bytes().array(), 4));
            } else {
                entries.putInt(place);
                behind.writeBytes(value.bytes().array());
            }
        }
    }
}
