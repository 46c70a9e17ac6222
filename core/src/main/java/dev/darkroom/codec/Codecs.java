// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The codecs that one engine has, and the formats that it was asked for in vain. */
final class Codecs {
    private static final Logger LOG = LoggerFactory.getLogger(Codecs.class);
    private static final Map<ImageFormat, String> MODULES = Map.of(
            ImageFormat.WEBP, "darkroom-codecs-webp",
            ImageFormat.AVIF, "darkroom-codecs-avif",
            ImageFormat.HEIC, "darkroom-codecs-avif",
            ImageFormat.JPEG2000, "darkroom-codecs-avif");

    private final List<Offer> offers;
    private final Set<ImageFormat> leftOut = ConcurrentHashMap.newKeySet();

    Codecs(List<ImageCodec> codecs) {
        this.offers = codecs.stream().map(Offer::new).toList();
    }

    /** Returns those that stand on the class path or the module path. */
    static Codecs found() {
        return new Codecs(ServiceLoader.load(ImageCodec.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    boolean reads(ImageFormat format) {
        return reader(format).isPresent();
    }

    Header open(ImageFormat format, byte[] data, DecodeLimits limits) throws IOException {
        ImageCodec codec = reader(format).orElseThrow();
        try {
            CodedPicture picture = codec.open(format, data, limits);
            limits.check(picture.width(), picture.height(), picture.frames());
            if (picture instanceof AnimatedPicture animated) {
                List<AnimationFrame> frames = animated.timeline();
                long pixels = frames.stream().mapToLong(AnimationFrame::pixels).sum();
                Sizes.checkFrames(frames.size(), pixels, limits);
            }
            return new CodedHeader(format, picture);
        } catch (IOException e) {
            throw Faults.mayPass(e);
        }
    }

    Set<ImageFormat> writes() {
        Set<ImageFormat> formats = EnumSet.noneOf(ImageFormat.class);
        offers.forEach(offer -> formats.addAll(offer.writes()));
        return formats;
    }

    /** Whether any codec writes a format; if not, that is told to the log once for each. */
    boolean writes(Variant variant, ImageFormat format) {
        boolean writes = writer(format).isPresent();
        if (!writes) {
            leaveOut(variant, format);
        }
        return writes;
    }

    byte[] encode(Canvas picture, Variant variant, ImageFormat format, Enclosed enclosed) throws IOException {
        ImageCodec codec = writer(format).orElseThrow();
        return codec.encloses()
                ? codec.encode(format, picture.pixels(), variant.quality(), enclosed)
                : codec.encode(format, picture.pixels(), variant.quality());
    }

    /** Whether files of a format can have something beside their pixels. */
    boolean encloses(ImageFormat format) {
        return writer(format).map(ImageCodec::encloses).orElse(false);
    }

    /** Begins an animation if any codec writes one in this format. */
    Optional<FrameWriter> animation(Variant variant, ImageFormat format, int width, int height, int plays)
            throws IOException {
        Optional<ImageCodec> codec = writer(format);
        return codec.isEmpty()
                ? Optional.empty()
                : codec.get()
                        .animation(format, width, height, plays, variant.quality())
                        .map(CodedFrames::new);
    }

    private Optional<ImageCodec> writer(ImageFormat format) {
        return offers.stream()
                .filter(offer -> offer.writes().contains(format))
                .findFirst()
                .map(Offer::codec);
    }

    /** Returns the formats that were asked for and that nothing here can write. */
    Set<ImageFormat> leftOut() {
        return Set.copyOf(leftOut);
    }

    private void leaveOut(Variant variant, ImageFormat format) {
        if (leftOut.add(format)) {
            LOG.warn("variant '{}' is left out in {}: nothing here writes it{}", variant.name(), format, hint(format));
        }
    }

    /** Returns what to do about a format that can't be read or written, as the end of a sentence, or nothing. */
    static String hint(ImageFormat format) {
        String module = MODULES.get(format);
        return module == null ? "" : "; it needs the module " + module + " and its natives for this machine";
    }

    private Optional<ImageCodec> reader(ImageFormat format) {
        return offers.stream()
                .filter(offer -> offer.reads().contains(format))
                .findFirst()
                .map(Offer::codec);
    }
}
