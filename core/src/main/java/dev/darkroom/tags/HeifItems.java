// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.tags;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * ISO/IEC 14496-12: in the box "meta", "iinf" says what items there are, and "iloc" where their bytes lie. Only items of
 * one piece that lie in the file are read, as all cameras write EXIF and XMP.
 */
/** Cuts EXIF and XMP out of HEIC and AVIF files. */
final class HeifItems {
    private static final int META = code("meta");
    private static final int ITEMS = code("iinf");
    private static final int ITEM = code("infe");
    private static final int PLACES = code("iloc");
    private static final int EXIF = code("Exif");
    private static final int MIME = code("mime");
    private static final int BOX = 8;
    private static final int MAX_BOXES = 64;
    private static final int MAX_ITEMS = 4096;
    /** Items may share their bytes. */
    private static final int MAX_ALIKE = 4;

    private final ByteBuffer data;
    private final Map<Long, Integer> types = new HashMap<>();
    private final Map<Integer, List<byte[]>> found = new HashMap<>();

    private HeifItems(byte[] file) {
        this.data = ByteBuffer.wrap(file);
    }

    private static int code(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    /** Returns TIFF structures; what stands before each says where it begins. */
    static List<byte[]> exif(byte[] file) {
        List<byte[]> blocks = new ArrayList<>();
        for (byte[] item : items(file, EXIF)) {
            long start = item.length < 4
                    ? item.length
                    : 4 + Integer.toUnsignedLong(ByteBuffer.wrap(item).getInt());
            if (start < item.length) {
                blocks.add(Arrays.copyOfRange(item, (int) start, item.length));
            }
        }
        return blocks;
    }

    /** Returns what is marked as a text of a MIME type, which is XMP. */
    static List<byte[]> xmp(byte[] file) {
        return items(file, MIME);
    }

    private static List<byte[]> items(byte[] file, int type) {
        HeifItems items = new HeifItems(file);
        items.boxes(0, file.length, META);
        return items.found.getOrDefault(type, List.of());
    }

    /** Goes through the boxes in a range; those after the wanted one are of no use. */
    private void boxes(int from, int end, int... wanted) {
        int at = from;
        for (int count = 0; count < MAX_BOXES && at + BOX <= end; count++) {
            long length = Integer.toUnsignedLong(data.getInt(at));
            int type = data.getInt(at + 4);
            int next = length < BOX || at + length > end ? end : (int) (at + length);
            if (Arrays.stream(wanted).anyMatch(one -> one == type)) {
                open(type, at + BOX, next);
            }
            at = next;
        }
    }

    private void open(int type, int from, int end) {
        if (type == META) {
            boxes(from + 4, end, ITEMS);
            boxes(from + 4, end, PLACES);
        } else if (type == ITEMS) {
            items(from, end);
        } else {
            places(new Fields(data, from, end));
        }
    }

    private void items(int from, int end) {
        int at = from + (data.get(from) == 0 ? 6 : 8);
        for (int count = 0; count < MAX_ITEMS && at + BOX + 4 <= end; count++) {
            long length = Integer.toUnsignedLong(data.getInt(at));
            if (length < BOX || at + length > end) {
                return;
            }
            int version = data.get(at + BOX);
            if (data.getInt(at + 4) == ITEM && version >= 2) {
                Fields fields = new Fields(data, at + BOX + 4, (int) (at + length));
                long id = fields.number(version == 2 ? 2 : 4);
                fields.number(2);
                types.put(id, (int) fields.number(4));
            }
            at += (int) length;
        }
    }

    private void places(Fields fields) {
        int version = (int) fields.number(1);
        fields.number(3);
        int sizes = (int) fields.number(2);
        long count = Math.min(MAX_ITEMS, fields.number(version < 2 ? 2 : 4));
        for (long i = 0; i < count; i++) {
            place(fields, version, sizes);
        }
    }

    private void place(Fields fields, int version, int sizes) {
        long id = fields.number(version < 2 ? 2 : 4);
        long method = version == 0 ? 0 : fields.number(2) & 0xF;
        fields.number(2);
        long base = fields.number((sizes >> 4) & 0xF);
        long pieces = Math.min(MAX_ITEMS, fields.number(2));
        for (long piece = 0; piece < pieces; piece++) {
            fields.number(version == 0 ? 0 : sizes & 0xF);
            long start = base + fields.number((sizes >> 12) & 0xF);
            long length = fields.number((sizes >> 8) & 0xF);
            if (pieces == 1 && method == 0) {
                keep(types.getOrDefault(id, 0), start, length);
            }
        }
    }

    private void keep(int type, long start, long length) {
        boolean inside = start >= 0 && length > 0 && length <= data.capacity() && start <= data.capacity() - length;
        if (inside && (type == EXIF || type == MIME)) {
            List<byte[]> alike = found.computeIfAbsent(type, key -> new ArrayList<>());
            if (alike.size() < MAX_ALIKE) {
                alike.add(Arrays.copyOfRange(data.array(), (int) start, (int) (start + length)));
            }
        }
    }

    /** Numbers one after another; beyond the end there are zeros. */
    private static final class Fields {
        private final ByteBuffer data;
        private final int end;
        private int at;

        Fields(ByteBuffer data, int from, int end) {
            this.data = data;
            this.at = from;
            this.end = end;
        }

        long number(int bytes) {
            long number = 0;
            for (int i = 0; i < bytes; i++) {
                number = number << 8 | (at < end ? Byte.toUnsignedInt(data.get(at)) : 0);
                at++;
            }
            return number;
        }
    }
}
