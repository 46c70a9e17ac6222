// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** What the first directory of a TIFF says; other pages are only counted. */
final class TiffHeader implements JdkHeader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int SAMPLES = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int EXTRA_SAMPLES = 338;
    private static final int PROFILE = 34675;
    private static final int MAX_PROFILE = 4 << 20;
    private static final int ALPHA_MULTIPLIED = 1;
    private static final int ALPHA = 2;
    private static final int INKS = 5;
    private static final int YCBCR = 6;
    private static final int COEFFICIENTS = 529;
    private static final int BLACK_AND_WHITE = 532;
    private static final int OLD_JPEG = 6;
    private static final int LAB = 8;
    private static final int GRAY = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int SIGNED = 2;
    private static final int SAMPLE_FORMAT = 339;
    private static final int MOST_SAMPLES = 5;
    private static final int MOST_BYTES = 8;
    private static final int MAX_RATIO = 4000;
    private static final Set<Long> PHOTOMETRICS = Set.of(0L, 1L, 2L, 3L, 5L, 6L, 8L, 9L, 10L);
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 32773L, 32946L);
    private static final Set<Long> FAX = Set.of(2L, 3L, 4L);

    private final byte[] data;
    private final TiffDirectory directory;

    private TiffHeader(byte[] data, TiffDirectory directory) {
        this.data = data;
        this.directory = directory;
    }

    static TiffHeader read(byte[] data, DecodeLimits limits) {
        TiffDirectory directory =
                TiffDirectory.first(ByteBuffer.wrap(data)).orElseThrow(() -> Faults.cutOff(ImageFormat.TIFF));
        TiffHeader header = new TiffHeader(data, directory);
        header.checkSize(limits);
        header.checkPages(limits);
        header.checkKind();
        header.checkData(limits);
        return header;
    }

    private void checkSize(DecodeLimits limits) {
        if (width() < 1 || height() < 1) {
            throw Faults.broken(ImageFormat.TIFF, "it doesn't say its size");
        }
        Sizes.check(width(), height(), limits);
        if (directory.has(TILE_WIDTH)) {
            Sizes.check(size(TILE_WIDTH), size(TILE_HEIGHT), limits);
        }
    }

    private void checkPages(DecodeLimits limits) {
        if (directory.pages(limits.frames() + 1) > limits.frames()) {
            throw Sizes.tooLarge("more than " + limits.frames() + " pages");
        }
    }

    private void checkKind() {
        long photometric = photometric();
        if (!PHOTOMETRICS.contains(photometric)) {
            throw Faults.unsupported(
                    "this is a TIFF in the colour space number " + photometric + ", which this build doesn't read");
        }
        long compression = directory.number(COMPRESSION).orElse(1);
        if (!COMPRESSIONS.contains(compression)) {
            throw Faults.unsupported("this is a TIFF with the compression number " + compression
                    + "; this build reads plain, CCITT, LZW, Deflate, PackBits and JPEG");
        }
        if (photometric == PALETTE && samples() > 1 && (samples() > 2 || bits() != Byte.SIZE)) {
            throw Faults.unsupported("this is a TIFF with a palette and more channels, which this build doesn't read");
        }
        if (photometric == YCBCR && directory.dividesByZero(COEFFICIENTS)) {
            throw Faults.broken(ImageFormat.TIFF, "its colours are divided by zero");
        }
        if (compression == OLD_JPEG && directory.number(BLACK_AND_WHITE).orElse(0) > 0) {
            throw Faults.unsupported("this is a TIFF with an old kind of JPEG in the range of video, which this build"
                    + " doesn't read");
        }
        if (samples() > 2 && directory.number(SAMPLE_FORMAT).orElse(1) == SIGNED && bits() > Byte.SIZE) {
            throw Faults.unsupported("this is a TIFF with signed colours, which this build doesn't read");
        }
        if (samples() > MOST_SAMPLES) {
            throw Faults.unsupported(
                    "this is a TIFF with " + samples() + " channels, this build reads up to " + MOST_SAMPLES);
        }
        if (directory.count(BITS) > 1 && directory.count(BITS) < samples()) {
            throw Faults.broken(ImageFormat.TIFF, "its channels are given in two ways");
        }
    }

    /** Refuses what takes too much memory, or what can't unpack to its size. */
    private void checkData(DecodeLimits limits) {
        long row = (width() * samples() * bits() + 7) / 8;
        long most = limits.pixels() * MOST_BYTES;
        if (row * height() > most) {
            throw Sizes.tooLarge(row * height() + " bytes of pixels, the limit is " + most);
        }
        boolean fax = FAX.contains(directory.number(COMPRESSION).orElse(1));
        if (!fax && row * height() > (long) data.length * MAX_RATIO) {
            throw Faults.cutOff(ImageFormat.TIFF);
        }
    }

    private long bits() {
        return counted(BITS);
    }

    private long photometric() {
        return directory.number(PHOTOMETRIC).orElse(0);
    }

    private long samples() {
        return counted(SAMPLES);
    }

    /** Returns a number that the memory for pixels depends on: the decoder may understand what is none for us. */
    private long counted(int tag) {
        long number = directory.has(tag) ? directory.number(tag).orElse(0) : 1;
        if (number < 1 || number > 0xFFFF) {
            throw Faults.broken(ImageFormat.TIFF, "its channels or their bits can't be counted");
        }
        return number;
    }

    private int size(int tag) {
        return (int) Math.min(directory.number(tag).orElse(0), Integer.MAX_VALUE);
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.TIFF;
    }

    @Override
    public int width() {
        return size(WIDTH);
    }

    @Override
    public int height() {
        return size(HEIGHT);
    }

    /** An extra channel that is not explained is taken for alpha, as others do. */
    @Override
    public boolean alpha() {
        if (photometric() == INKS) {
            return samples() > 4;
        }
        long assumed = samples() % 2 == 0 ? ALPHA : 0;
        long meaning = directory.number(EXTRA_SAMPLES).orElse(assumed);
        return meaning == ALPHA_MULTIPLIED || meaning == ALPHA;
    }

    @Override
    public int orientation() {
        return Orientation.in(directory);
    }

    @Override
    public Optional<byte[]> profile() {
        return photometric() == LAB ? Optional.empty() : directory.bytes(PROFILE, MAX_PROFILE);
    }

    @Override
    public ImageReader reader() throws IOException {
        return TwelveMonkeys.reader(ImageFormat.TIFF);
    }

    @Override
    public Rows rows(BufferedImage decoded) {
        if (photometric() == INKS) {
            return new InkRows(decoded.getRaster(), false, profile());
        } else if (hasMixedPalette()) {
            return new MappedRows(decoded.getRaster(), TiffPalette.read(directory), alpha());
        } else if (photometric() == LAB) {
            return new LabRows(decoded.getRaster());
        }
        boolean multiplied = directory.number(EXTRA_SAMPLES).orElse(0) == ALPHA_MULTIPLIED;
        return multiplied && !WideRows.fit(decoded.getRaster())
                ? new SampleRows(decoded.getRaster(), true)
                : Rows.of(decoded);
    }

    /** Whether the first channel is an index into the palette and the second one is not. */
    private boolean hasMixedPalette() {
        return photometric() == PALETTE && samples() == 2;
    }

    @Override
    public ImageInputStream open() {
        TiffPatch patch = new TiffPatch(data, directory);
        if (photometric() == LAB) {
            patch.number(
                    PHOTOMETRIC, RGB); // The decoder takes D65 for the white of Lab, so it has to leave it as it is.
        } else if (hasMixedPalette()) {
            patch.number(PHOTOMETRIC, GRAY);
        }
        if (directory.count(BITS) > samples()) {
            patch.count(BITS, samples());
        }
        return patch.open();
    }
}
