// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.tags;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What cameras and programs wrote into a picture; odd tags are no reason to fail, there are just fewer of them. */
public final class Tags {
    /** What cameras write stands at the start; a picture this long has been read far enough. */
    private static final int MAX_BYTES = 32 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Tags.class);

    private final Metadata directories = new Metadata();
    private final XmpPacket xmp = XmpPacket.empty();

    private Tags() {}

    /** Reads what the picture says; an {@link IOException} is only about getting at the bytes. */
    public static Tags read(ImageContent content) throws IOException {
        try {
            Tags tags = new Tags();
            tags.read(new Blocks(content.size() <= MAX_BYTES ? content.bytes() : content.head(MAX_BYTES)));
            return tags;
        } catch (OutOfMemoryError e) {
            throw new IOException("not enough memory to read the metadata now", e);
        }
    }

    private void read(Blocks blocks) {
        List<byte[]> packets = new ArrayList<>();
        sparing(() -> {
            for (byte[] block : blocks.exif()) {
                new TiffReader().processTiff(new ByteArrayReader(block), new FirstPage(directories, packets), 0);
            }
        });
        sparing(() -> {
            for (byte[] records : blocks.iptc()) {
                new IptcReader().extract(new SequentialByteArrayReader(records), directories, records.length);
            }
        });
        sparing(() -> xmp.read(blocks.xmp()));
        sparing(() -> xmp.read(packets));
    }

    /** Reads as far as it goes: what was found before the trouble stays. */
    private static void sparing(Reading reading) {
        try {
            reading.run();
        } catch (ImageProcessingException | IOException | RuntimeException | StackOverflowError | AssertionError e) {
            LOG.debug("part of a picture's metadata can't be read: {}", e.toString());
        }
    }

    /** Returns the first directory of a kind. */
    public <T extends Directory> @Nullable T directory(Class<T> kind) {
        return directories.getFirstDirectoryOfType(kind);
    }

    /** Returns what stands in XMP. */
    public XmpPacket xmp() {
        return xmp;
    }

    /** Returns a text in a directory, fit to be stored and shown. */
    public <T extends Directory> @Nullable String text(Class<T> kind, int tag) {
        T found = directory(kind);
        return found == null ? null : Text.clean(found.getString(tag));
    }

    /** Returns who made the picture: what a camera wrote into EXIF comes first. */
    public @Nullable String artist() {
        return first(ExifDirectoryBase.TAG_ARTIST, IptcDirectory.TAG_BY_LINE, "dc:creator");
    }

    /** Returns whose the picture is. */
    public @Nullable String copyright() {
        return first(ExifDirectoryBase.TAG_COPYRIGHT, IptcDirectory.TAG_COPYRIGHT_NOTICE, "dc:rights");
    }

    private @Nullable String first(int exifTag, int iptcTag, String property) {
        String exif = text(ExifIFD0Directory.class, exifTag);
        String iptc = exif == null ? text(IptcDirectory.class, iptcTag) : exif;
        return iptc == null ? xmp.first(property) : iptc;
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

        FirstPage(Metadata tags, List<byte[]> packets) {
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
