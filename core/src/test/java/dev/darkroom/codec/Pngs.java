// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks at the chunks of PNG files. */
final class Pngs {
    private static final int SIGNATURE = 8;

    private Pngs() {}

    private record Chunk(String type, int from, int end) {}

    private static List<Chunk> chunks(byte[] png) {
        List<Chunk> chunks = new ArrayList<>();
        for (int at = SIGNATURE; at < png.length; ) {
            int end = at + 12 + ByteBuffer.wrap(png).getInt(at);
            chunks.add(new Chunk(new String(png, at + 4, 4, StandardCharsets.US_ASCII), at, end));
            at = end;
        }
        return chunks;
    }

    /** Returns the types of the chunks in their order. */
    static List<String> types(byte[] png) {
        return chunks(png).stream().map(Chunk::type).toList();
    }

    /** Returns what stands in a chunk; nothing if there is none. */
    static byte[] body(byte[] png, String type) {
        return chunks(png).stream()
                .filter(chunk -> chunk.type.equals(type))
                .findFirst()
                .map(chunk -> Arrays.copyOfRange(png, chunk.from + 8, chunk.end - 4))
                .orElse(new byte[0]);
    }

    static byte[] without(byte[] png, String type) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(png, 0, SIGNATURE);
        chunks(png).stream()
                .filter(chunk -> !chunk.type.equals(type))
                .forEach(chunk -> rest.write(png, chunk.from, chunk.end - chunk.from));
        return rest.toByteArray();
    }
}
