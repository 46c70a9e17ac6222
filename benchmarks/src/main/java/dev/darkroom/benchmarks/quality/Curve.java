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
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the qualities of one format bring, on the average of some pictures. */
final class Curve {
    private static final int SIDE = 1_024;
    private static final int STEP = 10;

    private final NavigableMap<Integer, Double> similarity = new TreeMap<>();
    private final NavigableMap<Integer, Double> bytes = new TreeMap<>();

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
            curve.similarity.put(quality, similar / pictures.size());
            curve.bytes.put(quality, size / pictures.size());
        }
        return curve;
    }

    private static Pixels sample(ImageEngine engine, ImageContent picture) throws IOException {
        return engine.render(picture, RenderRequest.sample(SIDE)).sample().orElseThrow();
    }

    double similarity(int quality) {
        return similarity.get(quality);
    }

    /** Returns the quality at which a similarity is reached, between the measured ones on a straight line. */
    double reaching(double wanted) {
        int below = similarity.firstKey();
        for (int quality : similarity.keySet()) {
            if (similarity.get(quality) >= wanted) {
                return quality == below ? quality : between(below, quality, wanted);
            }
            below = quality;
        }
        return below;
    }

    private double between(int below, int above, double wanted) {
        double low = similarity.get(below);
        return below + (above - below) * (wanted - low) / (similarity.get(above) - low);
    }

    /** Returns how many bytes a quality takes, between the measured ones on a straight line. */
    double bytes(double quality) {
        int below = (int) Math.min(100 - STEP, Math.floor(quality / STEP) * STEP);
        double share = (quality - below) / STEP;
        return bytes.get(below) * (1 - share) + bytes.get(below + STEP) * share;
    }
}
