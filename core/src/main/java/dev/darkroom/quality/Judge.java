// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.quality;

import dev.darkroom.codec.Pixels;

/** Measures a picture and gives marks. */
final class Judge {
    private static final int GRAY = 0x808080;
    /** The Laplacian's deviation of a picture that is hopelessly blurred, and of one that is sharp all over. */
    private static final double BLURRED = 2;

    private static final double SHARP = 30;
    private static final double GOOD_CONTRAST = 0.6;
    private static final double WORST_CLIPPING = 0.4;

    private Judge() {}

    static Quality.Score score(Pixels picture, Quality.Shape shape) {
        Brightness light = Brightness.of(picture.over(GRAY));
        Quality.Details details = new Quality.Details(
                rounded(Edges.strongest(light)),
                rounded(light.mean()),
                rounded(light.quantile(0.95) - light.quantile(0.05)),
                rounded(light.black()),
                rounded(light.white()));
        double sharpness = sharpness(details.edges());
        double exposure = exposure(details);
        return new Quality.Score(
                marks(Math.sqrt(sharpness * exposure)), marks(sharpness), marks(exposure), details, shape);
    }

    /** Twice as strong edges look one step sharper, whatever they were before. */
    private static double sharpness(double edges) {
        return within(Math.log(Math.max(edges, BLURRED) / BLURRED) / Math.log(SHARP / BLURRED));
    }

    private static double exposure(Quality.Details details) {
        double contrast = within(details.contrast() / GOOD_CONTRAST);
        double clipped = within((details.shadows() + details.highlights()) / WORST_CLIPPING);
        double off = Math.abs(details.brightness() - 0.5) / 0.5;
        double middle = 1 - Math.pow(off, 3);
        return Math.sqrt(contrast) * (1 - 0.6 * clipped) * middle;
    }

    private static double within(double value) {
        return Math.max(0, Math.min(1, value));
    }

    private static int marks(double part) {
        return (int) Math.round(100 * within(part));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
