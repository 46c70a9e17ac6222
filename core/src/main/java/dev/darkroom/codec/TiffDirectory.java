// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/*
 * Only the first directory is ever looked at; the others are counted, as far as a limit, so that loops, deep nesting and
 * thousands of pages cost next to nothing. What points outside the block is as good as absent.
 */
/** The first directory of a TIFF structure, which is also how EXIF is written. */
final class TiffDirectory {
    private static final int CLASSIC = 42;
    private static final int BIG = 43;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;
    private static final int LONG8 = 16;

    private final ByteBuffer block;
    private final boolean big;
    private final Map<Integer, Integer> entries = new HashMap<>();

    private TiffDirectory(ByteBuffer block, boolean big) {
        this.block = block;
        this.big = big;
    }

    /** Reads the first directory, if there is one that can be read. */
    static Optional<TiffDirectory> first(ByteBuffer bytes) {
        ByteBuffer block = bytes.slice();
        if (block.remaining() < 8) {
            return Optional.empty();
        }
        block.order(block.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int kind = block.getShort(2);
        if (kind != CLASSIC && (kind != BIG || block.remaining() < 16)) {
            return Optional.empty();
        }
        TiffDirectory directory = new TiffDirectory(block, kind == BIG);
        return directory.fill(directory.wide(kind == BIG ? 8 : 4)) ? Optional.of(directory) : Optional.empty();
    }

    private boolean fill(long start) {
        int first = big ? 8 : 2;
        if (start < 0 || start > block.limit() - first) {
            return false;
        }
        long count = big ? block.getLong((int) start) : Short.toUnsignedInt(block.getShort((int) start));
        int length = big ? 20 : 12;
        for (int at = (int) start + first; count > 0 && at + length <= block.limit(); count--, at += length) {
            entries.putIfAbsent(Short.toUnsignedInt(block.getShort(at)), at);
        }
        return true;
    }

    /** Counts the directories from the first on, which are the pages of a TIFF, and stops after so many. */
    int pages(int most) {
        Set<Long> seen = new HashSet<>();
        long start = wide(big ? 8 : 4);
        while (isInside(start) && seen.size() < most && seen.add(start)) {
            start = next((int) start);
        }
        return seen.size();
    }

    private boolean isInside(long start) {
        return start > 0 && start + (big ? 8 : 2) <= block.limit();
    }

    private long next(int start) {
        long count = big ? block.getLong(start) : Short.toUnsignedInt(block.getShort(start));
        if (count < 0 || count > block.limit()) {
            return 0;
        }
        long at = start + (big ? 8 : 2) + count * (big ? 20 : 12);
        return at + (big ? 8 : 4) <= block.limit() ? wide((int) at) : 0;
    }

    /** Reads a number as wide as places and counts are in this kind of file. */
    private long wide(int at) {
        return big ? block.getLong(at) : Integer.toUnsignedLong(block.getInt(at));
    }

    /** Whether the directory has the tag. */
    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** Returns where the value of a tag that has one small number stands in the file, or -1. */
    int placeOfNumber(int tag) {
        Integer at = entries.get(tag);
        return at == null ? -1 : (int) placeOf(at, sizeOf(block.getShort(at + 2)));
    }

    /** Returns where in the file it says how many values a tag has, or -1 if with so many they would stand elsewhere. */
    int placeOfCount(int tag, long count) {
        Integer at = entries.get(tag);
        if (at == null) {
            return -1;
        }
        int size = Math.max(1, sizeOf(block.getShort(at + 2)));
        return fitsBeside(count, size) == fitsBeside(count(tag), size) ? at + 4 : -1;
    }

    /** Returns how many bytes a count has. */
    int countLength() {
        return big ? Long.BYTES : Integer.BYTES;
    }

    /** Returns how many values a tag says it has. */
    long count(int tag) {
        Integer at = entries.get(tag);
        return at == null ? 0 : Math.max(0, wide(at + 4));
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

    /** Whether the first fraction of a tag has no meaning. */
    boolean dividesByZero(int tag) {
        Integer at = entries.get(tag);
        if (at == null || block.getShort(at + 2) != RATIONAL) {
            return false;
        }
        long place = placeOf(at, 8);
        return place + 8 > block.limit() || block.getInt((int) place + 4) == 0;
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
        int inside = entry + (big ? 12 : 8);
        return fitsBeside(Math.max(0, wide(entry + 4)), size)
                ? inside
                : Math.max(0, Math.min(wide(inside), Integer.MAX_VALUE));
    }

    private boolean fitsBeside(long count, int size) {
        return count <= (big ? 8 : 4) / size;
    }

    private long read(int type, int place) {
        return switch (type) {
            case SHORT -> Short.toUnsignedLong(block.getShort(place));
            case LONG -> Integer.toUnsignedLong(block.getInt(place));
            case LONG8 -> block.getLong(place);
            default -> Byte.toUnsignedLong(block.get(place));
        };
    }

    private static int sizeOf(int type) {
        return switch (type) {
            case BYTE, UNDEFINED -> 1;
            case SHORT -> 2;
            case LONG -> 4;
            case LONG8 -> 8;
            default -> 0;
        };
    }
}
