// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import dev.darkroom.codec.AnimationEncoder;
import dev.darkroom.codec.CodedPicture;
import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.codec.Enclosed;
import dev.darkroom.codec.ImageCodec;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.QualityScale;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes WebP: lossy and lossless, with alpha, still and animated.
 *
 * <p>On a machine for which there are no natives it reads and writes nothing, and says so once in the log.
 */
public final class WebpCodec implements ImageCodec {
    private static final Logger LOG = LoggerFactory.getLogger(WebpCodec.class);
    private static final int MAX_SIDE = 16_383;

    /** libwebp's quality for 10, 20, ... 100, as measured by {@code benchmarks/run quality-scale}. */
    private static final QualityScale QUALITY = QualityScale.of(5, 15, 28, 40, 52, 65, 76, 84, 94, 100);

    /** For {@link java.util.ServiceLoader}. */
    public WebpCodec() {
        // The natives wait until somebody asks for a format: loading them takes longer than many a picture.
    }

    /** What can be done on this machine; the natives are loaded to find out. */
    private static final class Here {
        static final Set<ImageFormat> FORMATS = isUsable() ? Set.of(ImageFormat.WEBP) : Set.of();

        private static boolean isUsable() {
            try {
                LibWebp.load();
                return true;
            } catch (Exception | LinkageError e) { // Kotlin throws checked exceptions that it doesn't declare.
                LOG.warn("WebP can't be read or written: the native library can't be loaded: {}", e.toString());
                return false;
            }
        }
    }

    @Override
    public Set<ImageFormat> reads() {
        return Here.FORMATS;
    }

    @Override
    public Set<ImageFormat> writes() {
        return Here.FORMATS;
    }

    @Override
    public CodedPicture open(ImageFormat format, byte[] data, DecodeLimits limits) {
        WebpPicture picture = WebpPicture.read(data);
        limits.check(picture.width(), picture.height(), picture.frames());
        return picture;
    }

    @Override
    public byte[] encode(ImageFormat format, Pixels picture, int quality) throws IOException {
        checkSize(picture.width(), picture.height());
        return LibWebp.encode(picture, QUALITY.at(quality));
    }

    @Override
    public Optional<AnimationEncoder> animation(ImageFormat format, int width, int height, int plays, int quality) {
        checkSize(width, height);
        return Optional.of(new WebpAnimationEncoder(width, height, plays, QUALITY.at(quality)));
    }

    private static void checkSize(int width, int height) {
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw new ImageRejectedException(
                    Reason.TOO_LARGE, "WebP has at most " + MAX_SIDE + " pixels a side, not " + width + " x " + height);
        }
    }

    @Override
    public byte[] encode(ImageFormat format, Pixels picture, int quality, Enclosed enclosed) throws IOException {
        byte[] file = encode(format, picture, quality);
        return enclosed.isEmpty() ? file : WebpPicture.read(file).with(enclosed);
    }

    @Override
    public boolean encloses() {
        return true;
    }
}
