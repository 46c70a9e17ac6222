// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/** Has a reader decode the pixels that a header describes, and refuses half a picture. */
final class Decoder implements IIOReadWarningListener {
    private final Header header;
    private boolean cutOff;

    private Decoder(Header header) {
        this.header = header;
    }

    static BufferedImage decode(Header header) throws IOException {
        Decoder decoder = new Decoder(header);
        BufferedImage image = decoder.read();
        if (decoder.cutOff) {
            throw Faults.cutOff(header.format());
        }
        return image;
    }

    private BufferedImage read() throws IOException {
        ImageReader reader = header.reader();
        try (ImageInputStream in = header.open()) {
            reader.addIIOReadWarningListener(this);
            reader.setInput(in, true, true);
            checkAgreement(reader.getWidth(header.index()), reader.getHeight(header.index()));
            return reader.read(header.index());
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
