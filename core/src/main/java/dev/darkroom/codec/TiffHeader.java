// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** What the first directory of a TIFF says; other pages are not read. */
final class TiffHeader implements Header {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int SAMPLES = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int PROFILE = 34675;
    private static final int MAX_PROFILE = 4 << 20;
    private static final int MAX_PHOTOMETRIC = 3;
    private static final int OLD_JPEG = 6;
    private static final int JPEG = 7;

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
        if (photometric > MAX_PHOTOMETRIC) {
            throw Faults.unsupported("this is a TIFF in the colour space number " + photometric
                    + ", such as CMYK or Lab; this build reads RGB, gray and palettes");
        }
        long compression = directory.number(COMPRESSION).orElse(1);
        if (compression == OLD_JPEG || compression == JPEG) {
            throw Faults.unsupported("this is a TIFF with JPEG data inside, which this build doesn't read");
        }
        long bits = directory.number(BITS).orElse(1);
        if (directory.number(SAMPLE_FORMAT).orElse(1) > 1 || bits > 16 || samples() > 4) {
            throw Faults.unsupported("this is a TIFF with " + samples() + " channels of " + bits
                    + " bits or with signed or floating-point values; this build reads up to 4 of 16 bits");
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

    @Override
    public boolean alpha() {
        return directory.has(EXTRA_SAMPLES) && (samples() == 2 || samples() == 4);
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
