// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/** What the first directory of a TIFF says; other pages are not read. */
final class TiffHeader implements JdkHeader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int SAMPLES = 277;
    private static final int PREDICTOR = 317;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int PROFILE = 34675;
    private static final int MAX_PROFILE = 4 << 20;
    private static final int PALETTE = 3;
    private static final int ALPHA_MULTIPLIED = 1;
    private static final int ALPHA = 2;
    private static final int DIFFERENCES = 2;
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 2L, 3L, 4L, 5L, 8L, 32773L, 32946L);

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
        header.checkKind();
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

    private void checkKind() {
        long photometric = directory.number(PHOTOMETRIC).orElse(0);
        if (photometric == PALETTE && samples() > 1) {
            throw Faults.unsupported("this is a TIFF with a palette and more channels, which this build doesn't read");
        }
        if (photometric > PALETTE) {
            throw Faults.unsupported("this is a TIFF in the colour space number " + photometric
                    + ", such as CMYK or Lab; this build reads RGB, gray and palettes");
        }
        long compression = directory.number(COMPRESSION).orElse(1);
        if (!COMPRESSIONS.contains(compression)) {
            throw Faults.unsupported("this is a TIFF with the compression number " + compression
                    + ", such as JPEG; this build reads plain, CCITT, LZW, Deflate and PackBits");
        }
        checkSamples();
    }

    /** What the decoder would refuse late, or read wrongly without a word. */
    private void checkSamples() {
        long bits = directory.number(BITS).orElse(1);
        if (directory.number(SAMPLE_FORMAT).orElse(1) > 1 || bits > 16 || samples() > 4) {
            throw Faults.unsupported("this is a TIFF with " + samples() + " channels of " + bits
                    + " bits or with signed or floating-point values; this build reads up to 4 of 16 bits");
        }
        long predictor = directory.number(PREDICTOR).orElse(1);
        if (predictor > DIFFERENCES || (predictor == DIFFERENCES && bits != 8)) {
            throw Faults.unsupported("this is a TIFF with " + bits + " bits a channel stored as differences, which this"
                    + " build reads for 8 bits only");
        }
        if (directory.count(BITS) > 1 && directory.count(BITS) < samples()) {
            throw Faults.broken(ImageFormat.TIFF, "its channels are given in two ways");
        }
    }

    private long samples() {
        return directory.number(SAMPLES).orElse(1);
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
        return directory.bytes(PROFILE, MAX_PROFILE);
    }

    @Override
    public ImageInputStream open() {
        return new SplicedInput(new byte[0], data, 0);
    }
}
