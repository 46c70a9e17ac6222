// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.quality;

import dev.darkroom.recipe.Step;

/**
 * Judges how well a picture was taken: sharp or blurred, well exposed or not. What it shows is for others to judge.
 *
 * <pre>{@code
 * Recipe.named("photo")
 *         .step(Quality.technical())
 *         .step(expensiveStep.after(Quality.STEP).when(...));
 * }</pre>
 */
public final class Quality {

    /** The name of the step. */
    public static final String STEP = "quality";

    private Quality() {}

    /** A step that judges. */
    public static Step technical() {
        return Step.of(STEP, new QualityProcessor());
    }

    /** Which side is the longer one; within 5 % they count as the same. */
    public enum Shape {
        /** Wider than high. */
        LANDSCAPE,
        /** Higher than wide. */
        PORTRAIT,
        /** Neither. */
        SQUARE;

        private static final double SAME = 1.05;

        /** Returns the shape of an upright picture. */
        public static Shape of(int width, int height) {
            if (width > SAME * height) {
                return LANDSCAPE;
            }
            return height > SAME * width ? PORTRAIT : SQUARE;
        }
    }

    /**
     * The judgement; all scores go from 0, unusable, to 100, nothing to wish for.
     *
     * @param score all together: the geometric mean of the parts, since one bad part spoils a picture
     * @param sharpness how sharp the sharpest part is, so that a soft background does no harm
     * @param exposure how well the range from dark to bright is used
     * @param details the measurements behind the scores
     * @param shape which side is the longer one
     */
    public record Score(int score, int sharpness, int exposure, Details details, Shape shape) {

        /** Checks the ranges. */
        public Score {
            check(score);
            check(sharpness);
            check(exposure);
        }

        private static void check(int score) {
            if (score < 0 || score > 100) {
                throw new IllegalArgumentException("a score is 0 to 100, not " + score);
            }
        }
    }

    /**
     * What was measured.
     *
     * @param edges the standard deviation of the Laplacian of brightness in the sharpest part, with the longest side at
     *     512 pixels; a smaller picture is measured as it is
     * @param brightness the mean, 0 (black) to 1 (white)
     * @param contrast how far the darkest and the brightest twentieth lie apart, 0 to 1
     * @param shadows the part of the pixels that are all black
     * @param highlights the part of the pixels that are all white
     */
    public record Details(double edges, double brightness, double contrast, double shadows, double highlights) {}
}
