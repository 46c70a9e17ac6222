// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.avif.jpeg2000.Jpeg2000File;
import dev.darkroom.codec.CodedPicture;
import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.codec.ImageCodec;
import dev.darkroom.codec.Pixels;
import dev.darkroom.image.ImageFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads JPEG 2000, in a JP2 file or bare: gray and colours with up to 16 bits, palettes and transparency.
 *
 * <p>On a machine for which there are no natives it reads nothing, and says so once in the log.
 */
public final class Jpeg2000Codec implements ImageCodec {
    private static final Logger LOG = LoggerFactory.getLogger(Jpeg2000Codec.class);

    /** For {@link java.util.ServiceLoader}. */
    public Jpeg2000Codec() {
        // As with AVIF, the natives wait until somebody asks for a format.
    }

    /** What can be done on this machine; the natives are loaded to find out. */
    private static final class Here {
        static final Set<ImageFormat> READS = isThere() ? Set.of(ImageFormat.JPEG2000) : Set.of();

        private static boolean isThere() {
            try {
                Av.load();
                return Jpeg2000Picture.library() != null;
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("JPEG 2000 can't be read: the native library can't be loaded: {}", e.toString());
                return false;
            }
        }
    }

    @Override
    public Set<ImageFormat> reads() {
        return Here.READS;
    }

    @Override
    public Set<ImageFormat> writes() {
        return Set.of();
    }

    @Override
    public CodedPicture open(ImageFormat format, byte[] data, DecodeLimits limits) {
        return new Jpeg2000Picture(Jpeg2000File.read(data, limits));
    }

    @Override
    public byte[] encode(ImageFormat format, Pixels picture, int quality) {
        throw new IllegalArgumentException("nothing here writes " + format);
    }
}
