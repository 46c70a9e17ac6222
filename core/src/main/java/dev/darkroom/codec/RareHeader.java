// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.image.SampleModel;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/** What a reader says of a rare picture's header; of several pictures the largest is taken. */
final class RareHeader implements JdkHeader {
    private static final int MAX_RATIO = 256;
    private static final int MOST_BYTES = 8;

    private final ImageFormat format;
    private final byte[] data;
    private final int index;
    private final int width;
    private final int height;
    private final ImageTypeSpecifier type;

    private RareHeader(ImageFormat format, byte[] data, int index, ImageReader reader) throws IOException {
        this.format = format;
        this.data = data;
        this.index = index;
        this.width = reader.getWidth(index);
        this.height = reader.getHeight(index);
        this.type = reader.getRawImageType(index);
    }

    static RareHeader read(ImageFormat format, byte[] data, DecodeLimits limits) throws IOException {
        ImageReader reader = TwelveMonkeys.reader(format);
        try (ImageInputStream in = new SplicedInput(new byte[0], data, 0)) {
            reader.setInput(in, false, true);
            RareHeader header = new RareHeader(format, data, largest(reader), reader);
            Sizes.check(header.width, header.height, limits);
            header.checkData(limits);
            return header;
        } finally {
            reader.dispose();
        }
    }

    private static int largest(ImageReader reader) throws IOException {
        int best = 0;
        int count = Math.max(1, reader.getNumImages(false));
        for (int i = 1; i < count; i++) {
            if ((long) reader.getWidth(i) * reader.getHeight(i)
                    > (long) reader.getWidth(best) * reader.getHeight(best)) {
                best = i;
            }
        }
        return best;
    }

    private void checkData(DecodeLimits limits) {
        SampleModel samples = type.getSampleModel();
        long bits = 0;
        for (int size : samples.getSampleSize()) {
            bits += size;
        }
        long bytes = (width * bits + 7) / 8 * height;
        long most = limits.pixels() * MOST_BYTES;
        if (bytes > most) {
            throw Sizes.tooLarge(bytes + " bytes of pixels, the limit is " + most);
        }
        if (bytes > (long) data.length * MAX_RATIO) {
            throw Faults.cutOff(format);
        }
    }

    @Override
    public ImageFormat format() {
        return format;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean alpha() {
        return type.getColorModel().hasAlpha();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public ImageReader reader() throws IOException {
        return TwelveMonkeys.reader(format);
    }

    @Override
    public ImageInputStream open() {
        return new SplicedInput(new byte[0], data, 0);
    }
}
