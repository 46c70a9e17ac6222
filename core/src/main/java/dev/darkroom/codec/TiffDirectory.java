// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/*
 * Only the first directory is ever looked at and no pointer to another one is followed, so that loops, deep nesting
 * and thousands of pages cost nothing. What points outside the block is as good as absent.
 */
/** The first directory of a TIFF structure, which is also how EXIF is written. */
final class TiffDirectory {
    private static final int ENTRY = 12;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int UNDEFINED = 7;

    private final ByteBuffer block;
    private final Map<Integer, Integer> entries;

    private TiffDirectory(ByteBuffer block, Map<Integer, Integer> entries) {
        this.block = block;
        this.entries = entries;
    }

    /** Reads the first directory, if there is one that can be read. */
    static Optional<TiffDirectory> first(ByteBuffer bytes) {
        ByteBuffer block = bytes.slice();
        if (block.remaining() < 8) {
            return Optional.empty();
        }
        block.order(block.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long start = Integer.toUnsignedLong(block.getInt(4));
        if (block.getShort(2) != 42 || start + 2 > block.limit()) {
            return Optional.empty();
        }
        return Optional.of(new TiffDirectory(block, entries(block, (int) start)));
    }

    private static Map<Integer, Integer> entries(ByteBuffer block, int start) {
        Map<Integer, Integer> entries = new HashMap<>();
        int count = Short.toUnsignedInt(block.getShort(start));
        for (int i = 0, at = start + 2; i < count && at + ENTRY <= block.limit(); i++, at += ENTRY) {
            entries.putIfAbsent(Short.toUnsignedInt(block.getShort(at)), at);
        }
        return entries;
    }

    /** Whether the directory has the tag. */
    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** Returns how many values a tag says it has. */
    long count(int tag) {
        Integer at = entries.get(tag);
        return at == null ? 0 : Integer.toUnsignedLong(block.getInt(at + 4));
    }

    /** Returns the first whole number of a tag. */
    OptionalLong number(int tag) {
        return number(tag, 0);
    }

    /** Returns one of the whole numbers of a tag. */
    OptionalLong number(int tag, int index) {
        Integer at = entries.get(tag);
        if (at == null || index >= count(tag)) {
            return OptionalLong.empty();
        }
        int type = block.getShort(at + 2);
        int size = sizeOf(type);
        if (size == 0) {
            return OptionalLong.empty();
        }
        long place = placeOf(at, size) + (long) index * size;
        return place + size > block.limit() ? OptionalLong.empty() : OptionalLong.of(read(type, (int) place));
    }

    /** Returns the bytes of a tag, if all of them are there and they are no more than this. */
    Optional<byte[]> bytes(int tag, int limit) {
        Integer at = entries.get(tag);
        if (at == null || sizeOf(block.getShort(at + 2)) != 1 || count(tag) > limit) {
            return Optional.empty();
        }
        int length = (int) count(tag);
        long place = placeOf(at, 1);
        if (place + length > block.limit()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        block.get((int) place, bytes);
        return Optional.of(bytes);
    }

    private long placeOf(int entry, int size) {
        long length = Integer.toUnsignedLong(block.getInt(entry + 4)) * size;
        return length <= 4 ? entry + 8 : Integer.toUnsignedLong(block.getInt(entry + 8));
    }

    private long read(int type, int place) {
        return switch (type) {
            case SHORT -> Short.toUnsignedLong(block.getShort(place));
            case LONG -> Integer.toUnsignedLong(block.getInt(place));
            default -> Byte.toUnsignedLong(block.get(place));
        };
    }

    private static int sizeOf(int type) {
        return switch (type) {
            case BYTE, UNDEFINED -> 1;
            case SHORT -> 2;
            case LONG -> 4;
            default -> 0;
        };
    }
}
