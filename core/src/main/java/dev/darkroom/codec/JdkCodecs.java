// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.util.Iterator;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Finds the JDK's own codecs: what a host has registered beside them for itself is not for untrusted bytes. */
final class JdkCodecs {
    private JdkCodecs() {}

    static ImageReader reader(ImageFormat format) {
        return own(ImageIO.getImageReadersByFormatName(format.extension()), ImageReader::dispose, format);
    }

    private static <T> T own(Iterator<T> candidates, Consumer<T> dispose, ImageFormat format) {
        while (candidates.hasNext()) {
            T candidate = candidates.next();
            if (candidate.getClass().getModule() == ImageIO.class.getModule()) {
                return candidate;
            }
            dispose.accept(candidate);
        }
        throw new IllegalStateException("the JDK's codec for " + format + " is not registered with ImageIO");
    }
}
