// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.bmp.ICOImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.icns.ICNSImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.pcx.PCXImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.pnm.PNMImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.sgi.SGIImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/** Makes readers for what the JDK doesn't read, or reads wrongly; they are not looked up, so no host can replace them. */
final class TwelveMonkeys {
    private TwelveMonkeys() {}

    static ImageReader reader(ImageFormat format) throws IOException {
        return provider(format).createReaderInstance();
    }

    private static ImageReaderSpi provider(ImageFormat format) {
        return switch (format) {
            case ICNS -> new ICNSImageReaderSpi();
            case ICO -> new ICOImageReaderSpi();
            case BMP -> new BMPImageReaderSpi();
            case PCX -> new PCXImageReaderSpi();
            case PNM -> new PNMImageReaderSpi();
            case SGI -> new SGIImageReaderSpi();
            case TIFF -> new TIFFImageReaderSpi();
            default -> throw new IllegalStateException("no reader for " + format);
        };
    }
}
