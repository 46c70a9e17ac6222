// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.codec.CodedPicture;
import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.codec.Enclosed;
import dev.darkroom.codec.ImageCodec;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.QualityScale;
import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads AVIF and HEIC, whole or in tiles, with transparency, turned and cropped; writes AVIF.
 *
 * <p>On a machine for which there are no natives it reads and writes nothing, and says so once in the log.
 */
public final class AvifCodec implements ImageCodec {
    private static final Logger LOG = LoggerFactory.getLogger(AvifCodec.class);

    /** libaom's crf for quality 10, 20, ... 100, as measured by {@code benchmarks/run quality-scale}. */
    private static final QualityScale QUALITY = QualityScale.of(54, 47, 41, 38, 35, 32, 28, 22, 11, 2);

    /** For {@link java.util.ServiceLoader}. */
    public AvifCodec() {
        // The natives wait until somebody asks for a format: loading them takes longer than many a picture.
    }

    /** What can be done on this machine; the natives are loaded to find out. */
    private record Here(Set<ImageFormat> reads, Set<ImageFormat> writes) {
        static final Here FOUND = find();

        private static Here find() {
            Set<ImageFormat> reads = EnumSet.noneOf(ImageFormat.class);
            Set<ImageFormat> writes = EnumSet.noneOf(ImageFormat.class);
            try {
                Av.load();
                if (VideoDecoder.library(Coding.AV1) != null) {
                    reads.add(ImageFormat.AVIF);
                }
                if (VideoDecoder.library(Coding.HEVC) != null) {
                    reads.add(ImageFormat.HEIC);
                }
                if (StillEncoder.library() != null) {
                    writes.add(ImageFormat.AVIF);
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.warn(
                        "AVIF and HEIC can't be read or written: the native library can't be loaded: {}", e.toString());
            }
            return new Here(Set.copyOf(reads), Set.copyOf(writes));
        }
    }

    @Override
    public Set<ImageFormat> reads() {
        return Here.FOUND.reads();
    }

    @Override
    public Set<ImageFormat> writes() {
        return Here.FOUND.writes();
    }

    @Override
    public CodedPicture open(ImageFormat format, byte[] data, DecodeLimits limits) {
        return HeifPicture.read(data, limits);
    }

    @Override
    public byte[] encode(ImageFormat format, Pixels picture, int quality) throws IOException {
        return encode(format, picture, quality, Enclosed.nothing());
    }

    @Override
    public boolean encloses() {
        return true;
    }

    @Override
    public byte[] encode(ImageFormat format, Pixels picture, int quality, Enclosed enclosed) throws IOException {
        int crf = (int) Math.round(QUALITY.at(quality));
        Planes planes = Planes.of(picture);
        byte[] colours = StillEncoder.encode(planes, crf);
        AvifFile file = AvifFile.of(planes, colours).with(enclosed);
        return planes.isOpaque()
                ? file.toByteArray()
                : file.withAlpha(StillEncoder.encode(planes.opacity(), crf)).toByteArray();
    }
}
