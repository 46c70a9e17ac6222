// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.Interruption;
import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/** Has a reader decode the pixels that a header describes, and refuses half a picture. */
final class Decoder implements IIOReadWarningListener {
    private final JdkHeader header;
    private boolean cutOff;

    private Decoder(JdkHeader header) {
        this.header = header;
    }

    static BufferedImage decode(JdkHeader header) throws IOException {
        return new Decoder(header).whole((reader, index) -> reader.read(index));
    }

    /** Decodes to what is stored, for colours that the reader doesn't know. */
    static WritableRaster decodeRaster(JdkHeader header) throws IOException {
        return (WritableRaster) new Decoder(header).whole((reader, index) -> reader.readRaster(index, null));
    }

    private interface Reading<T> {
        T read(ImageReader reader, int index) throws IOException;
    }

    private <T> T whole(Reading<T> reading) throws IOException {
        T decoded = read(reading);
        if (cutOff) {
            throw Faults.cutOff(header.format());
        }
        return decoded;
    }

    private <T> T read(Reading<T> reading) throws IOException {
        ImageReader reader = header.reader();
        int index = header.index();
        try (ImageInputStream in = header.open()) {
            reader.addIIOReadWarningListener(this);
            GivingUp.ends(reader);
            reader.setInput(in, index == 0, true);
            checkAgreement(reader.getWidth(index), reader.getHeight(index));
            T decoded = reading.read(reader, index);
            Interruption.check();
            return decoded;
        } finally {
            reader.dispose();
        }
    }

    /** The limits were checked against our reading of the header; the decoder must not have another one. */
    private void checkAgreement(int width, int height) {
        boolean same = width == header.width() && height == header.height();
        boolean part = width <= header.width() && height <= header.height();
        if (header.format() == ImageFormat.GIF ? !part : !same) {
            throw Faults.broken(header.format(), "its size is given in two ways");
        }
    }

    /** A JPEG decoder fills up what is missing with gray and only mentions it. */
    @Override
    public void warningOccurred(ImageReader source, String warning) {
        cutOff |= warning.toLowerCase(Locale.ROOT).contains("premature end");
    }
}
