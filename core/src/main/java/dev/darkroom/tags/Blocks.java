// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.tags;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegSegmentData;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.lang.SequentialByteArrayReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/*
 * Only the pieces that can hold facts are cut out of a file: what else a file has, such as compressed text or thousands
 * of pages, is never looked at.
 */
/** Cuts the EXIF, IPTC and XMP pieces out of a picture file. */
final class Blocks {
    private static final String PREAMBLE = "Exif\0";
    private static final int PREAMBLE_LENGTH = 6;
    private static final String XMP_PREAMBLE = "http://ns.adobe.com/xap/1.0/\0";
    /** The keyword of a text chunk with XMP, and five zeros: not compressed, no language. */
    private static final String XMP_KEYWORD = "XML:com.adobe.xmp\0\0\0\0\0";

    private static final int MOST_BLOCKS = 8;
    private static final int RIFF_HEADER = 12;
    private static final int RIFF_CHUNK = 8;

    private final byte[] data;

    Blocks(byte[] data) {
        this.data = data;
    }

    /** Returns TIFF structures with EXIF in them; other kinds of them are those of raw pictures. */
    List<byte[]> exif() throws IOException, ImageProcessingException {
        return likeExif().stream().filter(Blocks::isTiff).limit(MOST_BLOCKS).toList();
    }

    private List<byte[]> likeExif() throws IOException, ImageProcessingException {
        if (isJpeg()) {
            return segments(JpegSegmentType.APP1).stream()
                    .filter(Blocks::hasPreamble)
                    .map(Blocks::withoutPreamble)
                    .toList();
        } else if (startsWith(0, "\u0089PNG")) {
            return pngChunks(PngChunkType.eXIf).stream()
                    .map(Blocks::withoutPreamble)
                    .limit(1)
                    .toList();
        } else if (isWebp()) {
            return webpChunk("EXIF").map(Blocks::withoutPreamble).stream().toList();
        } else if (isHeif()) {
            return HeifItems.exif(data);
        }
        return List.of(data);
    }

    /** Returns IPTC records. */
    List<byte[]> iptc() throws IOException, ImageProcessingException {
        if (!isJpeg()) {
            return List.of();
        }
        return segments(JpegSegmentType.APPD).stream()
                .map(PhotoshopBlock::iptc)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns packets of XMP. */
    List<byte[]> xmp() throws IOException, ImageProcessingException {
        if (isJpeg()) {
            return after(XMP_PREAMBLE, segments(JpegSegmentType.APP1));
        } else if (startsWith(0, "\u0089PNG")) {
            return after(XMP_KEYWORD, pngChunks(PngChunkType.iTXt));
        } else if (isWebp()) {
            return webpChunk("XMP ").stream().toList();
        }
        return isHeif() ? HeifItems.xmp(data) : List.of();
    }

    private static List<byte[]> after(String preamble, List<byte[]> blocks) {
        return blocks.stream()
                .filter(block -> startsWith(block, 0, preamble))
                .map(block -> Arrays.copyOfRange(block, preamble.length(), block.length))
                .toList();
    }

    private List<byte[]> segments(JpegSegmentType type) throws IOException, ImageProcessingException {
        JpegSegmentData found = JpegSegmentReader.readSegments(new SequentialByteArrayReader(data), Set.of(type));
        return listOf(found.getSegments(type));
    }

    private List<byte[]> pngChunks(PngChunkType type) throws IOException, ImageProcessingException {
        List<byte[]> found = new ArrayList<>();
        for (PngChunk chunk : new PngChunkReader().extract(new SequentialByteArrayReader(data), Set.of(type))) {
            if (chunk.getType().equals(type)) {
                found.add(chunk.getBytes());
            }
        }
        return found;
    }

    private Optional<byte[]> webpChunk(String type) {
        ByteBuffer all = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        long at = RIFF_HEADER;
        while (at + RIFF_CHUNK <= data.length) {
            int start = (int) at + RIFF_CHUNK;
            long length = Integer.toUnsignedLong(all.getInt(start - 4));
            if (startsWith((int) at, type) && start + length <= data.length) {
                return Optional.of(Arrays.copyOfRange(data, start, start + (int) length));
            }
            at = start + length + length % 2;
        }
        return Optional.empty();
    }

    private boolean isWebp() {
        return startsWith(0, "RIFF") && startsWith(8, "WEBP");
    }

    private boolean isHeif() {
        return startsWith(4, "ftyp");
    }

    private boolean isJpeg() {
        return startsWith(0, "\u00FF\u00D8\u00FF");
    }

    private boolean startsWith(int at, String bytes) {
        return startsWith(data, at, bytes);
    }

    private static boolean isTiff(byte[] block) {
        return startsWith(block, 0, "II*\0") || startsWith(block, 0, "MM\0*");
    }

    private static boolean hasPreamble(byte[] block) {
        return block.length > PREAMBLE_LENGTH && startsWith(block, 0, PREAMBLE);
    }

    private static byte[] withoutPreamble(byte[] block) {
        return hasPreamble(block) ? Arrays.copyOfRange(block, PREAMBLE_LENGTH, block.length) : block;
    }

    private static boolean startsWith(byte[] data, int at, String bytes) {
        byte[] expected = bytes.getBytes(StandardCharsets.ISO_8859_1);
        return at + expected.length <= data.length
                && Arrays.equals(data, at, at + expected.length, expected, 0, expected.length);
    }

    private static List<byte[]> listOf(Iterable<byte[]> segments) {
        List<byte[]> list = new ArrayList<>();
        segments.forEach(list::add);
        return list;
    }
}
