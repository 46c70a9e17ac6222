// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes ICC profiles (version 2.1, ICC.1:2001-04) that say no more than what colours and grays mean. */
final class ProfileWriter {
    private static final int HEADER = 128;
    private static final int TAG = 12;
    private static final int XYZ_LENGTH = 20;

    /** What stands in a description behind its text: no other languages, no script. */
    private static final int DESCRIPTION_REST = 78;

    private ProfileWriter() {}

    /**
     * Writes what red, green and blue mean.
     *
     * @param toD50 the matrix from light to XYZ under D50, with columns for red, green and blue
     * @param curves the curves of red, green and blue
     */
    static byte[] rgb(double[][] toD50, List<TransferCurve> curves) {
        Map<String, byte[]> tags = named();
        String[] colours = {"r", "g", "b"};
        for (int i = 0; i < colours.length; i++) {
            tags.put(colours[i] + "XYZ", xyz(new double[] {toD50[0][i], toD50[1][i], toD50[2][i]}));
            tags.put(colours[i] + "TRC", CurveTag.write(curves.get(i)));
        }
        return written("RGB ", tags);
    }

    static byte[] gray(TransferCurve curve) {
        Map<String, byte[]> tags = named();
        tags.put("kTRC", CurveTag.write(curve));
        return written("GRAY", tags);
    }

    private static Map<String, byte[]> named() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description("RGB"));
        tags.put("cprt", text("CC0"));
        tags.put("wtpt", xyz(Matrix.d50()));
        return tags;
    }

    /** Tags with the same content share it. */
    private static byte[] written(String colours, Map<String, byte[]> tags) {
        int start = HEADER + 4 + TAG * tags.size();
        ByteBuffer out = ByteBuffer.allocate(
                start + tags.values().stream().mapToInt(tag -> tag.length).sum());
        put(out, 12, "mntr" + colours + "XYZ ");
        put(out, 36, "acsp");
        out.put(68, xyz(Matrix.d50()), 8, 12);
        out.putInt(8, 0x02100000).putInt(HEADER, tags.size());
        Map<ByteBuffer, Integer> places = new LinkedHashMap<>();
        int entry = HEADER + 4;
        int end = start;
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            byte[] body = tag.getValue();
            Integer known = places.putIfAbsent(ByteBuffer.wrap(body), end);
            put(out, entry, tag.getKey());
            out.putInt(entry + 4, known == null ? end : known).putInt(entry + 8, body.length);
            if (known == null) {
                out.put(end, body);
                end += body.length;
            }
            entry += TAG;
        }
        return Arrays.copyOf(out.putInt(0, end).array(), end);
    }

    private static byte[] xyz(double[] xyz) {
        ByteBuffer tag = ByteBuffer.allocate(XYZ_LENGTH);
        put(tag, 0, "XYZ ");
        return tag.putInt(8, fixed(xyz[0]))
                .putInt(12, fixed(xyz[1]))
                .putInt(16, fixed(xyz[2]))
                .array();
    }

    private static byte[] text(String ascii) {
        ByteBuffer tag = ByteBuffer.allocate(padded(8 + ascii.length() + 1));
        put(tag, 0, "text");
        put(tag, 8, ascii);
        return tag.array();
    }

    private static byte[] description(String ascii) {
        ByteBuffer tag = ByteBuffer.allocate(padded(12 + ascii.length() + 1 + DESCRIPTION_REST));
        put(tag, 0, "desc");
        put(tag, 12, ascii);
        return tag.putInt(8, ascii.length() + 1).array();
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    private static int fixed(double value) {
        return (int) Math.round(value * (1 << 16));
    }

    private static void put(ByteBuffer out, int at, String ascii) {
        out.put(at, ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
