// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cutout;

import dev.darkroom.recipe.Step;
import org.jspecify.annotations.Nullable;

/**
 * Takes the background away where it is flat, as behind logos and products, and stores what is left as a PNG with a soft
 * rim.
 *
 * <p>What the border's colour doesn't reach stays, such as the white inside of a ring before white; so does a dark shadow
 * with an edge. It says how sure it is. A background that is no single colour, or that can't be told from the subject, gives no file: a
 * bad cutout is worse than none, and other steps (a provider that finds subjects) can take over:
 *
 * <pre>{@code
 * Recipe.named("logo").step(Cutout.ofFlatBackground());
 * }</pre>
 */
public final class Cutout {

    /** The name of the step, and the role of the file. */
    public static final String STEP = "cutout";

    private static final double SURE_ENOUGH = 0.6;

    private Cutout() {}

    /** A step that stores the cutout when the confidence is 0.6 or more. */
    public static Step ofFlatBackground() {
        return ofFlatBackground(SURE_ENOUGH);
    }

    /** A step that stores the cutout when the confidence is at least this, 0 to 1. */
    public static Step ofFlatBackground(double leastConfidence) {
        if (!(leastConfidence >= 0 && leastConfidence <= 1)) {
            throw new IllegalArgumentException("a confidence is 0 to 1, not " + leastConfidence);
        }
        return Step.of(STEP, new CutoutProcessor(leastConfidence));
    }

    /**
     * What came of it.
     *
     * @param confidence how sure it is that the subject and nothing else is left, 0 to 1
     * @param subject the part of the picture that is left, 0 to 1
     * @param file the cutout, or null when the confidence is too low
     */
    public record Removal(
            double confidence, double subject, @Nullable CutoutFile file) {}

    /**
     * The stored PNG: the whole picture, at most 1,024 pixels a side, with a transparent background.
     *
     * @param key where the storage has it
     * @param width its width
     * @param height its height
     * @param bytes its length
     */
    public record CutoutFile(String key, int width, int height, long bytes) {}
}
