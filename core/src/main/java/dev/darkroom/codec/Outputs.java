// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import java.io.IOException;
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
    private final Development development;
    private final @Nullable ToSrgb toSrgb;
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Window, CanvasOutput> canvases = new HashMap<>();
    private final @Nullable CanvasOutput sample;

    Outputs(Development development, @Nullable ToSrgb toSrgb, Codecs codecs, Framing framing) {
        this.codecs = codecs;
        this.info = framing.info();
        this.development = development;
        this.toSrgb = toSrgb;
        framing.request().variants().forEach(variant -> prepare(variant, framing.of(variant)));
        this.sample = framing.sample().map(this::canvas).orElse(null);
    }

    /** One file that is to be made. */
    private record Pending(Variant variant, ImageFormat format, Window window, Finish finish) {}

    /** Makes the bytes of a file. */
    private interface Finish {
        byte[] bytes() throws IOException;
    }

    private void prepare(Variant variant, Window window) {
        for (ImageFormat format : variant.formats()) {
            if (Encoder.FORMATS.contains(format) || codecs.writes(variant, format)) {
                pending.add(new Pending(variant, format, window, finish(variant, format, window)));
            }
        }
    }

    private Finish finish(Variant variant, ImageFormat format, Window window) {
        boolean direct = toSrgb == null
                && variant.fit() != Variant.Fit.PAD
                && development.channels().isJpeg();
        if (direct && format == ImageFormat.JPEG) {
            return new JpegOutput(development, window, variant.quality())::bytes;
        }
        CanvasOutput output = canvas(window);
        return () -> encoded(framed(output.canvas(), variant), variant, format);
    }

    private byte[] encoded(Canvas picture, Variant variant, ImageFormat format) throws IOException {
        return Encoder.FORMATS.contains(format)
                ? Encoder.encode(picture, variant, format)
                : codecs.encode(picture, variant, format);
    }

    private static Canvas framed(Canvas picture, Variant variant) {
        return variant.fit() == Variant.Fit.PAD
                ? picture.padded(variant.width(), variant.height(), variant.background())
                : picture;
    }

    private CanvasOutput canvas(Window window) {
        return canvases.computeIfAbsent(window, any -> new CanvasOutput(development, window, toSrgb));
    }

    /** Finishes all, once the picture has passed. */
    Rendered finish() throws IOException {
        List<EncodedImage> images = new ArrayList<>();
        for (Pending one : pending) {
            ImageContent content = ImageContent.of(one.finish.bytes());
            boolean padded = one.variant.fit() == Variant.Fit.PAD;
            int width = padded ? one.variant.width() : one.window.outWidth();
            int height = padded ? one.variant.height() : one.window.outHeight();
            images.add(new EncodedImage(one.variant, one.format, width, height, content));
        }
        return new Rendered(info, images, Optional.ofNullable(sample).map(Outputs::pixels));
    }

    private static Pixels pixels(CanvasOutput output) {
        Canvas picture = output.canvas();
        return new Pixels(picture.width(), picture.height(), picture.straight());
    }
}
