// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.Looks.Look;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import dev.darkroom.image.Variant.Wish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that is asked for of one picture: prepared before it passes, and finished afterwards. */
final class Outputs {
    private final Codecs codecs;
    private final ImageInfo info;
    private final PictureColours colours;
    private final @Nullable Motion motion;
    private final Optional<CopyrightNotice> notice;
    private final List<Pending> pending = new ArrayList<>();
    private final @Nullable CanvasOutput sample;

    Outputs(
            Development development,
            PictureColours colours,
            @Nullable Motion motion,
            Optional<CopyrightNotice> notice,
            Codecs codecs,
            Framing framing)
            throws IOException {
        this.colours = colours;
        this.motion = motion;
        this.notice = notice;
        this.codecs = codecs;
        this.info = framing.info();
        Looks looks = new Looks(development, colours);
        for (Variant variant : framing.request().variants()) {
            prepare(variant, framing.of(variant), looks);
        }
        this.sample = framing.sample()
                .map(window -> looks.of(new Look(window, false, false)))
                .orElse(null);
    }

    /** One file that is to be made. */
    private record Pending(Variant variant, ImageFormat format, Size size, Finish finish) {}

    /** Makes the bytes of a file. */
    private interface Finish {
        byte[] bytes() throws IOException;
    }

    private void prepare(Variant variant, Window window, Looks looks) throws IOException {
        for (ImageFormat format : variant.formats()) {
            if (Encoder.FORMATS.contains(format) || codecs.writes(variant, format)) {
                Size size = Size.of(variant, window);
                Optional<MovingOutput> moving = moving(variant, format, window, size);
                Finish finish = moving.isPresent() ? moving.get()::bytes : finish(variant, format, window, looks);
                pending.add(new Pending(variant, format, size, finish));
            }
        }
    }

    /** How large a file's picture is. */
    private record Size(int width, int height) {

        static Size of(Variant variant, Window window) {
            return variant.fit() == Variant.Fit.PAD
                    ? new Size(variant.width(), variant.height())
                    : new Size(window.outWidth(), window.outHeight());
        }
    }

    private Optional<MovingOutput> moving(Variant variant, ImageFormat format, Window window, Size size)
            throws IOException {
        if (motion == null || !variant.wants(Wish.ANIMATED)) {
            return Optional.empty();
        }
        Optional<FrameWriter> writer = format == ImageFormat.GIF
                ? Optional.of(new GifFrameWriter(size.width(), size.height(), motion.plays()))
                : codecs.animation(variant, format, size.width(), size.height(), motion.plays());
        Optional<MovingOutput> output = writer.map(frames -> new MovingOutput(variant, window, frames));
        output.ifPresent(motion::add);
        return output;
    }

    private Finish finish(Variant variant, ImageFormat format, Window window, Looks looks) {
        Optional<OwnColours> own = own(variant, format);
        Optional<CopyrightNotice> kept = variant.wants(Wish.KEEPING_COPYRIGHT) ? notice : Optional.empty();
        Enclosed enclosed = Enclosed.of(own, kept);
        if (format == ImageFormat.JPEG && isDirect(variant, looks.development().channels(), own.isPresent())) {
            return new JpegOutput(looks.development(), window, variant, enclosed)::bytes;
        }
        CanvasOutput output = looks.of(new Look(window, variant.wants(Wish.IN_LINEAR_LIGHT), own.isPresent()));
        int background = own.map(owned -> owned.ofSrgb(variant.background())).orElse(variant.background());
        return () -> {
            Canvas picture = output.canvas().framed(variant, background);
            return Encoder.FORMATS.contains(format)
                    ? Encoder.encode(picture, background, variant, format, enclosed)
                    : codecs.encode(picture, variant, format, enclosed);
        };
    }

    private Optional<OwnColours> own(Variant variant, ImageFormat format) {
        boolean possible = Encoder.ENCLOSING.contains(format) || codecs.encloses(format);
        boolean kept = possible && variant.wants(Wish.KEEPING_PROFILE);
        return kept ? colours.own() : Optional.empty();
    }

    /** Whether the planes of a JPEG can go into another one as they are; a profile for three colours doesn't fit one. */
    private boolean isDirect(Variant variant, Channels channels, boolean keepsProfile) {
        boolean coloursStay = keepsProfile ? channels == Channels.YCBCR : colours.toSrgb() == null;
        return coloursStay
                && channels.isJpeg()
                && variant.fit() != Variant.Fit.PAD
                && !variant.wants(Wish.IN_LINEAR_LIGHT);
    }

    /** Finishes all, once the picture has passed. */
    Rendered finish() throws IOException {
        if (motion != null) {
            motion.play();
        }
        List<EncodedImage> images = new ArrayList<>();
        for (Pending one : pending) {
            ImageContent content = ImageContent.of(one.finish.bytes());
            images.add(new EncodedImage(one.variant, one.format, one.size.width(), one.size.height(), content));
        }
        return new Rendered(
                info,
                images,
                sample == null ? Optional.empty() : Optional.of(sample.canvas().pixels()));
    }
}
