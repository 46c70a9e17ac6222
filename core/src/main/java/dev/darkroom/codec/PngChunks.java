// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.stream.ImageInputStream;

/*
 * The decoder sees the size, the palette with its transparency, and the data. Compressed text and profiles, which can
 * unpack to gigabytes, never reach it; and it is known to read them for palette pictures even when told not to.
 */
/** Walks once over the chunks of a PNG and keeps the few that matter. */
final class PngChunks {
    private static final int SIGNATURE = 8;
    private static final int AROUND_BODY = 12;
    private static final int START_LENGTH = 13;
    private static final int MAX_PROFILE = 4 << 20;

    /** A file may have millions of small chunks, each of a type of its own. */
    private static final Set<String> KEPT =
            Set.of("IHDR", "PLTE", "tRNS", "eXIf", "iCCP", "sRGB", "gAMA", "cHRM", "cICP", "acTL");

    private final byte[] data;
    private final Map<String, ByteBuffer> first = new HashMap<>();
    private int compressedLength;
    private int pixels;
    private final PngFrames frames;

    private PngChunks(byte[] data, DecodeLimits limits) {
        this.data = data;
        this.frames = new PngFrames(data, limits);
    }

    /** Walks to the end, unless there are more frames than the limits allow, or more pixels in them. */
    static PngChunks read(byte[] data, DecodeLimits limits) {
        PngChunks chunks = new PngChunks(data, limits);
        chunks.walk();
        return chunks;
    }

    private void walk() {
        ByteBuffer all = ByteBuffer.wrap(data);
        int at = SIGNATURE;
        while (at + AROUND_BODY <= data.length) {
            long end = (long) at + AROUND_BODY + Integer.toUnsignedLong(all.getInt(at));
            if (end > data.length) {
                throw Faults.cutOff(ImageFormat.PNG);
            }
            String type = new String(data, at + 4, 4, StandardCharsets.ISO_8859_1);
            keep(type, all, at, (int) end);
            if (type.equals("IEND")) {
                return;
            }
            at = (int) end;
        }
        if (pixels == 0) {
            throw Faults.cutOff(ImageFormat.PNG);
        }
    }

    private void keep(String type, ByteBuffer all, int at, int end) {
        int length = end - at - AROUND_BODY;
        if (isNeeded(type)) {
            checkSum(type, all.getInt(end - 4), at + 4, length + 4);
        }
        if (type.equals("fcTL")) {
            frames.add(at, length);
        }
        if (type.equals("IDAT")) {
            pixels = pixels == 0 ? at : pixels;
            compressedLength += length;
        } else if (KEPT.contains(type)) {
            first.putIfAbsent(type, all.slice(at + 8, length));
        }
    }

    private static boolean isNeeded(String type) {
        return Character.isUpperCase(type.charAt(0)) || type.equals("tRNS");
    }

    private void checkSum(String type, int expected, int from, int length) {
        CRC32 sum = new CRC32();
        sum.update(data, from, length);
        if ((int) sum.getValue() != expected) {
            throw Faults.broken(ImageFormat.PNG, "the checksum of its part " + printable(type) + " is wrong");
        }
    }

    private static String printable(String type) {
        return type.chars().allMatch(c -> c > ' ' && c < 127) ? type : "?";
    }

    /** Returns the chunk that says size and kind. */
    ByteBuffer start() {
        ByteBuffer start = first.get("IHDR");
        if (start == null || start.remaining() < START_LENGTH) {
            throw Faults.broken(ImageFormat.PNG, "it doesn't say its size");
        }
        return start;
    }

    void checkOrder(boolean paletteNeeded) {
        if (pixels == 0) {
            throw Faults.cutOff(ImageFormat.PNG);
        }
        if (paletteNeeded && !first.containsKey("PLTE")) {
            throw Faults.broken(ImageFormat.PNG, "its palette is missing");
        }
    }

    PngFrames frames() {
        return frames;
    }

    int compressedLength() {
        return compressedLength;
    }

    Optional<ByteBuffer> transparency() {
        return Optional.ofNullable(first.get("tRNS"));
    }

    Optional<ByteBuffer> exif() {
        return Optional.ofNullable(first.get("eXIf"));
    }

    /** Returns the body of the first chunk of a type. */
    Optional<ByteBuffer> find(String type) {
        return Optional.ofNullable(first.get(type));
    }

    /** Returns the ICC profile, unless it can't be unpacked or is absurdly long. */
    Optional<byte[]> profile() {
        return find("iCCP").flatMap(PngChunks::unpacked);
    }

    private static Optional<byte[]> unpacked(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(0, bytes);
        int nameEnd = 0;
        while (nameEnd < bytes.length && bytes[nameEnd] != 0) {
            nameEnd++;
        }
        int from = Math.min(nameEnd + 2, bytes.length);
        return inflated(bytes, from);
    }

    private static Optional<byte[]> inflated(byte[] bytes, int from) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = inflater.inflate(buffer); n > 0 && out.size() <= MAX_PROFILE; n = inflater.inflate(buffer)) {
                out.write(buffer, 0, n);
            }
            return inflater.finished() ? Optional.of(out.toByteArray()) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty(); // A picture is worth more than its profile.
        } finally {
            inflater.end();
        }
    }

    ImageInputStream open(boolean palette) {
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        beginning.write(data, 0, SIGNATURE);
        copy("IHDR", beginning);
        if (palette) {
            copy("PLTE", beginning);
            copy("tRNS", beginning);
        }
        return new SplicedInput(beginning.toByteArray(), data, pixels);
    }

    /** Makes a PNG of its own of a frame. */
    byte[] frame(int index) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(data, 0, SIGNATURE);
        PngFrames.writeChunk("IHDR", frames.start(index, start()), file);
        copy("PLTE", file);
        copy("tRNS", file);
        frames.copyData(index, file);
        PngFrames.writeChunk("IEND", new byte[0], file);
        return file.toByteArray();
    }

    private void copy(String type, ByteArrayOutputStream out) {
        ByteBuffer body = first.get(type);
        if (body != null) {
            out.write(data, body.arrayOffset() - 8, body.remaining() + AROUND_BODY);
        }
    }
}
