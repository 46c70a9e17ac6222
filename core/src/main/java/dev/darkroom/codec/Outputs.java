// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import dev.darkroom.image.Variant.Wish;
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
    private final @Nullable ColourProfile profile;
    private final Optional<CopyrightNotice> notice;
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Look, CanvasOutput> canvases = new HashMap<>();
    private final @Nullable CanvasOutput sample;
    private List<Light> lights = List.of();

    Outputs(
            Development development,
            @Nullable ColourProfile profile,
            Optional<CopyrightNotice> notice,
            Codecs codecs,
            Framing framing) {
        this.notice = notice;
        this.codecs = codecs;
        this.info = framing.info();
        this.development = development;
        this.profile = profile;
        framing.request().variants().forEach(variant -> prepare(variant, framing.of(variant)));
        this.sample = framing.sample()
                .map(window -> canvas(new Look(window, false, false)))
                .orElse(null);
    }

    /** What a picture without its file format is like; several files may share one. */
    private record Look(Window window, boolean lit, boolean ownColours) {}

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
        Optional<OwnColours> own = own(variant, format);
        Optional<CopyrightNotice> kept = variant.wants(Wish.KEEPING_COPYRIGHT) ? notice : Optional.empty();
        Enclosed enclosed = Enclosed.of(own, kept);
        if (format == ImageFormat.JPEG && isDirect(variant, own.isPresent())) {
            return new JpegOutput(development, window, variant, enclosed)::bytes;
        }
        CanvasOutput output = canvas(new Look(window, variant.wants(Wish.IN_LINEAR_LIGHT), own.isPresent()));
        int background =
                own.map(colours -> colours.ofSrgb(variant.background())).orElse(variant.background());
        return () -> {
            Canvas picture = framed(output.canvas(), variant, background);
            return Encoder.FORMATS.contains(format)
                    ? Encoder.encode(picture, background, variant, format, enclosed)
                    : codecs.encode(picture, variant, format, enclosed);
        };
    }

    private Optional<OwnColours> own(Variant variant, ImageFormat format) {
        boolean possible = Encoder.FORMATS.contains(format) || codecs.encloses(format);
        boolean kept = possible && variant.wants(Wish.KEEPING_PROFILE);
        return kept && profile != null ? profile.own() : Optional.empty();
    }

    /** Whether the planes of a JPEG can go into another one as they are; a profile for three colours doesn't fit one. */
    private boolean isDirect(Variant variant, boolean keepsProfile) {
        boolean coloursStay = keepsProfile ? development.channels() == Channels.YCBCR : profile == null;
        return coloursStay
                && development.channels().isJpeg()
                && variant.fit() != Variant.Fit.PAD
                && !variant.wants(Wish.IN_LINEAR_LIGHT);
    }

    private static Canvas framed(Canvas picture, Variant variant, int background) {
        return variant.fit() == Variant.Fit.PAD
                ? picture.padded(variant.width(), variant.height(), background)
                : picture;
    }

    private CanvasOutput canvas(Look look) {
        return canvases.computeIfAbsent(look, any -> {
            ColourProfile toSrgb = look.ownColours ? null : profile;
            return look.lit
                    ? CanvasOutput.lit(development, look.window, toSrgb, lights())
                    : CanvasOutput.of(development, look.window, toSrgb);
        });
    }

    private List<Light> lights() {
        if (lights.isEmpty()) {
            Optional<OwnColours> own = profile == null ? Optional.empty() : profile.own();
            List<TransferCurve> curves = own.map(OwnColours::curves)
                    .orElse(List.of(TransferCurve.SRGB, TransferCurve.SRGB, TransferCurve.SRGB));
            lights = curves.stream().map(Light::new).toList();
        }
        return lights;
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
        return new Rendered(
                info,
                images,
                Optional.ofNullable(sample).map(output -> output.canvas().pixels()));
    }
}
