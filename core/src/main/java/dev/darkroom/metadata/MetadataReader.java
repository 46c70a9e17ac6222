// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.iptc.IptcReader;
import dev.darkroom.image.ImageContent;
import java.io.IOException;
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
            return FactsOf.tags(tags(blocks), xmp(blocks));
        } catch (OutOfMemoryError e) {
            throw new IOException("not enough memory to read the metadata now", e);
        }
    }

    private static com.drew.metadata.Metadata tags(Blocks blocks) {
        com.drew.metadata.Metadata tags = new com.drew.metadata.Metadata();
        sparing(() -> {
            for (byte[] block : blocks.exif()) {
                new TiffReader().processTiff(new ByteArrayReader(block), new FirstPage(tags), 0);
            }
        });
        sparing(() -> {
            for (byte[] records : blocks.iptc()) {
                new IptcReader().extract(new SequentialByteArrayReader(records), tags, records.length);
            }
        });
        return tags;
    }

    private static XmpPacket xmp(Blocks blocks) {
        XmpPacket packet = XmpPacket.empty();
        sparing(() -> packet.read(blocks.xmp()));
        return packet;
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

    /** Leaves further pages of a TIFF aside: following thousands of them overflows the stack. */
    private static final class FirstPage extends ExifTiffHandler {

        FirstPage(com.drew.metadata.Metadata tags) {
            super(tags, null, 0);
        }

        @Override
        public boolean hasFollowerIfd() {
            return false;
        }
    }
}
