// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import dev.darkroom.codec.EncodedImage;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import dev.darkroom.process.StepContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/*
 * Each try decodes the picture once more, so there are few of them. Nearly every photograph fits at the first or second
 * quality; only then are there fewer pixels, as many as the length of the last try lets expect.
 */
/** Finds a way to write a picture that is short enough. */
final class Compression {
    private static final int[] QUALITIES = {88, 78, 66, 52};
    private static final int QUALITY_OF_FEWER_PIXELS = 78;
    private static final int MOST_TRIES = 8;
    private static final int MOST_SIDE = 16_384;

    /** A picture of this size shows whether anything in it can be seen through. */
    private static final int LOOK = 512;

    /** Each time there are at least so many fewer pixels along a side. */
    private static final double LEAST_STEP = 0.9;

    private static final double RESERVE = 0.95;

    private final StepContext context;
    private final ImageInfo info;
    private final long threshold;

    Compression(StepContext context, ImageInfo info, long threshold) {
        this.context = context;
        this.info = info;
        this.threshold = threshold;
    }

    /** Returns a file that is no longer than the threshold. */
    EncodedImage run() throws IOException, InterruptedException {
        boolean transparent = info.alpha() && showsThrough();
        EncodedImage made = transparent ? rendered(asLarge().png()) : atSomeQuality();
        double scale = 1;
        for (int tries = 0; !fits(made) && tries < MOST_TRIES; tries++) {
            scale *= Math.min(
                    LEAST_STEP,
                    RESERVE * Math.sqrt((double) threshold / made.content().size()));
            Variant smaller = sized(scale).quality(QUALITY_OF_FEWER_PIXELS);
            made = rendered(transparent ? smaller.png() : smaller);
        }
        if (!fits(made)) {
            throw OversizePolicy.tooLarge(
                    "the picture can't be made to fit into " + OversizePolicy.megabytes(threshold));
        }
        return made;
    }

    private boolean showsThrough() throws IOException, InterruptedException {
        Pixels seen = context.render(RenderRequest.sample(LOOK)).sample().orElseThrow();
        return Arrays.stream(seen.toArray()).anyMatch(pixel -> pixel >>> 24 < 255);
    }

    private EncodedImage atSomeQuality() throws IOException, InterruptedException {
        EncodedImage made = rendered(asLarge().quality(QUALITIES[0]));
        for (int i = 1; i < QUALITIES.length && !fits(made); i++) {
            made = rendered(asLarge().quality(QUALITIES[i]));
        }
        return made;
    }

    private boolean fits(EncodedImage made) {
        return made.content().size() <= threshold;
    }

    private Variant asLarge() {
        return sized(1);
    }

    private Variant sized(double scale) {
        return Variant.fit(Original.STEP, side(info.width(), scale), side(info.height(), scale))
                .keepingCopyright()
                .keepingProfile();
    }

    private static int side(int length, double scale) {
        return (int) Math.max(1, Math.min(MOST_SIDE, Math.round(length * scale)));
    }

    private EncodedImage rendered(Variant variant) throws IOException, InterruptedException {
        return context.render(RenderRequest.variants(List.of(variant))).images().get(0);
    }
}
