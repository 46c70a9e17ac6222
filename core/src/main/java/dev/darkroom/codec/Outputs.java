// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that is asked for of one picture: prepared before it passes, and finished afterwards. */
final class Outputs {
    private final Codecs codecs;
    private final ImageInfo info;
    private final @Nullable ColourProfile profile;
    private final @Nullable Motion motion;
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Window, CanvasOutput> canvases = new HashMap<>();
    private final @Nullable CanvasOutput sample;

    Outputs(
            Development development,
            @Nullable ColourProfile profile,
            Codecs codecs,
            Framing framing,
            @Nullable Motion motion)
            throws IOException {
        this.codecs = codecs;
        this.info = framing.info();
        this.profile = profile;
        this.motion = motion;
        for (Variant variant : framing.request().variants()) {
            prepare(variant, framing.of(variant), development);
        }
        this.sample =
                framing.sample().map(window -> canvas(window, development)).orElse(null);
    }

    /** One file that is to be made. */
    private record Pending(Variant variant, ImageFormat format, Size size, Finish finish) {}

    /** Makes the bytes of a file. */
    private interface Finish {
        byte[] bytes() throws IOException;
    }

    private void prepare(Variant variant, Window window, Development development) throws IOException {
        for (ImageFormat format : variant.formats()) {
            if (Encoder.FORMATS.contains(format) || codecs.writes(variant, format)) {
                Size size = Size.of(variant, window);
                Optional<MovingOutput> moving = moving(variant, format, window, size);
                Finish finish = moving.isPresent() ? moving.get()::bytes : finish(variant, format, window, development);
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
        if (motion == null || !variant.wants(Variant.Wish.ANIMATED)) {
            return Optional.empty();
        }
        Optional<FrameWriter> writer = format == ImageFormat.GIF
                ? Optional.of(new GifFrameWriter(size.width(), size.height(), motion.plays()))
                : codecs.animation(variant, format, size.width(), size.height(), motion.plays());
        Optional<MovingOutput> output = writer.map(frames -> new MovingOutput(variant, window, frames));
        output.ifPresent(motion::add);
        return output;
    }

    private Finish finish(Variant variant, ImageFormat format, Window window, Development development) {
        boolean direct = profile == null
                && variant.fit() != Variant.Fit.PAD
                && development.channels().isJpeg();
        if (direct && format == ImageFormat.JPEG) {
            return new JpegOutput(development, window, variant.quality())::bytes;
        }
        CanvasOutput output = canvas(window, development);
        return () -> encoded(output.canvas().framed(variant), variant, format);
    }

    private byte[] encoded(Canvas picture, Variant variant, ImageFormat format) throws IOException {
        return Encoder.FORMATS.contains(format)
                ? Encoder.encode(picture, variant, format)
                : codecs.encode(picture, variant, format);
    }

    private CanvasOutput canvas(Window window, Development development) {
        return canvases.computeIfAbsent(window, any -> new CanvasOutput(development, window, profile));
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
        return new Rendered(info, images, sample == null ? Optional.empty() : Optional.of(pixels(sample)));
    }

    private static Pixels pixels(CanvasOutput output) throws InterruptedIOException {
        Canvas picture = output.canvas();
        return new Pixels(picture.width(), picture.height(), picture.straight());
    }
}
