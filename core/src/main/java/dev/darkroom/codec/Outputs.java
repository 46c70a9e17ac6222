// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes all that is asked for from one upright picture. */
final class Outputs {
    private final Codecs codecs;
    private final ImageInfo info;
    private final Pyramid pyramid;
    private final @Nullable ColourProfile profile;

    Outputs(ImageInfo info, Pyramid pyramid, @Nullable ColourProfile profile, Codecs codecs) {
        this.codecs = codecs;
        this.info = info;
        this.pyramid = pyramid;
        this.profile = profile;
    }

    /** Returns the place of the sample: the whole picture with its longest side at most this long. */
    static Placement sample(ImageInfo info, int side) {
        return Placement.contain(info.width(), info.height(), side, side, false);
    }

    Rendered make(RenderRequest request) throws IOException {
        List<EncodedImage> images = new ArrayList<>();
        for (Variant variant : request.variants()) {
            images.addAll(encoded(variant));
        }
        Optional<Pixels> sample = request.sample() == 0 ? Optional.empty() : Optional.of(pixels(request.sample()));
        return new Rendered(info, images, sample);
    }

    private List<EncodedImage> encoded(Variant variant) throws IOException {
        Canvas picture = scaled(Placement.of(info.width(), info.height(), variant));
        List<EncodedImage> images = new ArrayList<>();
        for (ImageFormat format : variant.formats()) {
            if (Encoder.FORMATS.contains(format)) {
                images.add(Encoder.encode(picture, variant, format));
            } else {
                codecs.encode(picture, variant, format).ifPresent(images::add);
            }
        }
        return images;
    }

    private Pixels pixels(int side) {
        Canvas picture = scaled(sample(info, side));
        return new Pixels(picture.width(), picture.height(), picture.straight());
    }

    private Canvas scaled(Placement placement) {
        Canvas canvas = pyramid.scaled(placement);
        if (profile != null) {
            profile.apply(canvas);
        }
        return canvas;
    }
}
