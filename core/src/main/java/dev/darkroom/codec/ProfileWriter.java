// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes ICC profiles (version 2.1, ICC.1:2001-04) that say no more than what colours and grays mean. */
final class ProfileWriter {
    private static final int HEADER = 128;
    private static final int TAG = 12;
    private static final int STEPS = 1024;
    private static final int XYZ_LENGTH = 20;
    private static final int MOST = 0xFFFF;

    private ProfileWriter() {}

    static byte[] rgb(Primaries primaries, TransferCurve curve) {
        double[][] matrix = primaries.toD50();
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("wtpt", xyz(Matrix.d50()));
        String[] colours = {"r", "g", "b"};
        for (int i = 0; i < colours.length; i++) {
            tags.put(colours[i] + "XYZ", xyz(new double[] {matrix[0][i], matrix[1][i], matrix[2][i]}));
            tags.put(colours[i] + "TRC", steps(curve));
        }
        return written("RGB ", tags);
    }

    static byte[] gray(TransferCurve curve) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("wtpt", xyz(Matrix.d50()));
        tags.put("kTRC", steps(curve));
        return written("GRAY", tags);
    }

    private static byte[] written(String colours, Map<String, byte[]> tags) {
        int start = HEADER + 4 + TAG * tags.size();
        int length = start + tags.values().stream().mapToInt(tag -> tag.length).sum();
        ByteBuffer out = ByteBuffer.allocate(length);
        out.putInt(0, length).putInt(8, 0x02100000);
        put(out, 12, "mntr" + colours + "XYZ ");
        put(out, 36, "acsp");
        out.put(68, xyz(Matrix.d50()), 8, 12);
        out.putInt(HEADER, tags.size());
        int entry = HEADER + 4;
        int place = start;
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            put(out, entry, tag.getKey());
            out.putInt(entry + 4, place).putInt(entry + 8, tag.getValue().length);
            out.put(place, tag.getValue());
            entry += TAG;
            place += tag.getValue().length;
        }
        return out.array();
    }

    private static byte[] xyz(double[] xyz) {
        ByteBuffer tag = ByteBuffer.allocate(XYZ_LENGTH);
        put(tag, 0, "XYZ ");
        return tag.putInt(8, fixed(xyz[0]))
                .putInt(12, fixed(xyz[1]))
                .putInt(16, fixed(xyz[2]))
                .array();
    }

    private static byte[] steps(TransferCurve curve) {
        ByteBuffer tag = ByteBuffer.allocate(12 + 2 * STEPS);
        put(tag, 0, "curv");
        tag.putInt(8, STEPS);
        for (int i = 0; i < STEPS; i++) {
            tag.putShort(12 + 2 * i, (short) Math.round(MOST * curve.light((double) i / (STEPS - 1))));
        }
        return tag.array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * (1 << 16));
    }

    private static void put(ByteBuffer out, int at, String ascii) {
        out.put(at, ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
