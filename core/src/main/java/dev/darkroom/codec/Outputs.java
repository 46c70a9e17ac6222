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
    private final ImageInfo info;
    private final Development development;
    private final @Nullable ColourProfile profile;
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Window, CanvasOutput> canvases = new HashMap<>();
    private final @Nullable CanvasOutput sample;

    Outputs(ImageInfo info, Development development, @Nullable ColourProfile profile, RenderRequest request) {
        this.info = info;
        this.development = development;
        this.profile = profile;
        request.variants().forEach(this::prepare);
        this.sample = request.sample() == 0 ? null : canvas(sample(info, request.sample()));
    }

    /** One file that is to be made. */
    private record Pending(Variant variant, ImageFormat format, Window window, Finish finish) {}

    /** Makes the bytes of a file. */
    private interface Finish {
        byte[] bytes() throws IOException;
    }

    /** Returns the windows of all outputs. */
    static List<Window> windows(ImageInfo info, RenderRequest request) {
        List<Window> windows = new ArrayList<>();
        for (Variant variant : request.variants()) {
            windows.add(window(info, variant));
        }
        if (request.sample() > 0) {
            windows.add(sample(info, request.sample()));
        }
        return windows;
    }

    private static Window window(ImageInfo info, Variant variant) {
        return Placement.of(info.width(), info.height(), variant).window(info.width(), info.height());
    }

    /** The whole picture with its longest side at most this long. */
    private static Window sample(ImageInfo info, int side) {
        return Placement.contain(info.width(), info.height(), side, side, false).window(info.width(), info.height());
    }

    private void prepare(Variant variant) {
        Window window = window(info, variant);
        for (ImageFormat format : variant.formats()) {
            if (Encoder.FORMATS.contains(format)) {
                pending.add(new Pending(variant, format, window, finish(variant, format, window)));
            }
        }
    }

    private Finish finish(Variant variant, ImageFormat format, Window window) {
        if (format == ImageFormat.JPEG
                && profile == null
                && development.channels().isJpeg()) {
            return new JpegOutput(development, window, variant.quality())::bytes;
        }
        CanvasOutput output = canvas(window);
        return () -> Encoder.encode(output.canvas(), variant, format);
    }

    private CanvasOutput canvas(Window window) {
        return canvases.computeIfAbsent(window, any -> new CanvasOutput(development, window, profile));
    }

    /** Finishes all, once the picture has passed. */
    Rendered finish() throws IOException {
        List<EncodedImage> images = new ArrayList<>();
        for (Pending one : pending) {
            ImageContent content = ImageContent.of(one.finish.bytes());
            images.add(
                    new EncodedImage(one.variant, one.format, one.window.outWidth(), one.window.outHeight(), content));
        }
        return new Rendered(info, images, Optional.ofNullable(sample).map(Outputs::pixels));
    }

    private static Pixels pixels(CanvasOutput output) {
        Canvas picture = output.canvas();
        return new Pixels(picture.width(), picture.height(), picture.straight());
    }
}
