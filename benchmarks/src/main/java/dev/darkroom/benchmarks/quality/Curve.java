// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.quality;

import dev.darkroom.codec.EncodedImage;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.util.List;

/** What the qualities of one format bring, on the average of some pictures. */
final class Curve {
    private static final int SIDE = 1_024;
    private static final int STEP = 10;
    private static final int COUNT = 100 / STEP;

    // At place 1 for quality 10, and so on.
    private final double[] similarity = new double[COUNT + 1];
    private final double[] bytes = new double[COUNT + 1];

    private Curve() {}

    static Curve of(ImageFormat format, ImageEngine engine, List<ImageContent> pictures) throws IOException {
        Curve curve = new Curve();
        for (int quality = STEP; quality <= 100; quality += STEP) {
            double similar = 0;
            double size = 0;
            for (ImageContent picture : pictures) {
                Variant variant =
                        Variant.fit("measured", SIDE, SIDE).formats(format).quality(quality);
                EncodedImage image = engine.render(picture, RenderRequest.variants(List.of(variant)))
                        .of(variant)
                        .get(0);
                similar += Ssim.between(sample(engine, picture), sample(engine, image.content()));
                size += image.content().size();
            }
            curve.similarity[quality / STEP] = similar / pictures.size();
            curve.bytes[quality / STEP] = size / pictures.size();
        }
        return curve;
    }

    private static Pixels sample(ImageEngine engine, ImageContent picture) throws IOException {
        return engine.render(picture, RenderRequest.sample(SIDE)).sample().orElseThrow();
    }

    double similarity(int quality) {
        return similarity[quality / STEP];
    }

    /** Returns the quality at which a similarity is reached, between the measured ones on a straight line. */
    double reaching(double wanted) {
        int place = 1;
        while (place < COUNT && similarity[place] < wanted) {
            place++;
        }
        if (place == 1 || similarity[place] < wanted) {
            return place * STEP;
        }
        double low = similarity[place - 1];
        return STEP * (place - 1 + (wanted - low) / (similarity[place] - low));
    }

    /** Returns how many bytes a quality takes, between the measured ones on a straight line. */
    double bytes(double quality) {
        int below = (int) Math.min(COUNT - 1, quality / STEP);
        double share = quality / STEP - below;
        return bytes[below] * (1 - share) + bytes[below + 1] * share;
    }
}
