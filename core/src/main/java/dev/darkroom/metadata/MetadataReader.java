// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.iptc.IptcReader;
import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the facts out of a picture; odd metadata is no reason to fail, it just has fewer facts. */
final class MetadataReader {
    /** What cameras write stands at the start; a picture this long has been read far enough. */
    private static final int MAX_BYTES = 32 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(MetadataReader.class);

    private MetadataReader() {}

    /** Returns what the picture says; an {@link IOException} is only about getting at the bytes. */
    static Metadata.Facts read(ImageContent content) throws IOException {
        try {
            byte[] data = content.size() <= MAX_BYTES ? content.bytes() : content.head(MAX_BYTES);
            Blocks blocks = new Blocks(data);
            List<byte[]> packets = new ArrayList<>();
            return FactsOf.tags(tags(blocks, packets), xmp(blocks, packets));
        } catch (OutOfMemoryError e) {
            throw new IOException("not enough memory to read the metadata now", e);
        }
    }

    private static com.drew.metadata.Metadata tags(Blocks blocks, List<byte[]> packets) {
        com.drew.metadata.Metadata tags = new com.drew.metadata.Metadata();
        sparing(() -> {
            for (byte[] block : blocks.exif()) {
                new TiffReader().processTiff(new ByteArrayReader(block), new FirstPage(tags, packets), 0);
            }
        });
        sparing(() -> {
            for (byte[] records : blocks.iptc()) {
                new IptcReader().extract(new SequentialByteArrayReader(records), tags, records.length);
            }
        });
        return tags;
    }

    private static XmpPacket xmp(Blocks blocks, List<byte[]> inTags) {
        XmpPacket properties = XmpPacket.empty();
        sparing(() -> properties.read(blocks.xmp()));
        sparing(() -> properties.read(inTags));
        return properties;
    }

    /** Reads as far as it goes: what was found before the trouble stays. */
    private static void sparing(Reading reading) {
        try {
            reading.run();
        } catch (ImageProcessingException | IOException | RuntimeException | StackOverflowError | AssertionError e) {
            LOG.debug("part of a picture's metadata can't be read: {}", e.toString());
        }
    }

    private interface Reading {
        void run() throws ImageProcessingException, IOException;
    }

    /**
     * Leaves further pages of a TIFF aside, since following thousands of them overflows the stack, and profiles, which hold
     * no facts; takes its XMP out unread, and of Photoshop's resources the IPTC alone, since the library makes a tree of all
     * XMP and tells the standard error what is wrong with it.
     */
    private static final class FirstPage extends ExifTiffHandler {
        private static final int XMP = 0x02BC;
        private static final int PHOTOSHOP = 0x8649;
        private static final int PROFILE = 0x8773;
        private static final int MOST_BYTES = 1 << 20;

        private final List<byte[]> packets;

        /** Thousands of tags may refer to the same bytes. */
        private long left = MOST_BYTES;

        FirstPage(com.drew.metadata.Metadata tags, List<byte[]> packets) {
            super(tags, null, 0);
            this.packets = packets;
        }

        @Override
        public boolean hasFollowerIfd() {
            return false;
        }

        @Override
        public boolean customProcessTag(
                int at, Set<Integer> done, int header, RandomAccessReader reader, int tag, int length)
                throws IOException {
            left -= length;
            if (left < 0) {
                return true;
            }
            switch (tag) {
                case XMP -> keep(reader, at, length);
                case PHOTOSHOP ->
                    PhotoshopBlock.iptcAmong(reader.getBytes(at, length)).ifPresent(this::iptc);
                case PROFILE -> {}
                default -> {
                    return super.customProcessTag(at, done, header, reader, tag, length);
                }
            }
            return true;
        }

        private void keep(RandomAccessReader reader, int at, int length) throws IOException {
            if (packets.isEmpty() && length <= XmpPacket.MAX_BYTES) {
                packets.add(reader.getBytes(at, length));
            }
        }

        private void iptc(byte[] records) {
            new IptcReader().extract(new SequentialByteArrayReader(records), _metadata, records.length);
        }
    }
}
