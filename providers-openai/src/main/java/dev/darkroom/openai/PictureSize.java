// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.openai.Drawing.Quality;
import java.util.Optional;
import java.util.Set;

/**
 * How large a picture is drawn.
 *
 * @param width its width in pixels
 * @param height its height in pixels
 */
record PictureSize(int width, int height) {
    private static final Set<String> OLD_MODELS = Set.of("gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5");
    private static final Set<String> OLD_SIZES = Set.of("1024x1024", "1536x1024", "1024x1536");
    private static final int STEP = 16;
    private static final int LONGEST_TO_SHORTEST = 3;
    private static final int LONGEST = 3_840;
    private static final int SHORTER = 2_160;
    private static final long LEAST = 655_360;
    private static final long MOST = 8_294_400;

    /** Throws if a model can't draw it; what nobody knows of a model, the model may say itself. */
    void check(String model) {
        if (OLD_MODELS.contains(model) && !OLD_SIZES.contains(toString())) {
            throw new IllegalArgumentException(model + " draws 1024x1024, 1536x1024 and 1024x1536, not " + this);
        }
        if (model.startsWith("gpt-image-") && !OLD_MODELS.contains(model) && !isDrawn()) {
            throw new IllegalArgumentException(model + " can't draw " + this + ": sides are multiples of 16, at most "
                    + LONGEST + " and " + SHORTER + " long, none is longer than three others, and there are " + LEAST
                    + " to " + MOST + " pixels");
        }
    }

    private boolean isDrawn() {
        int longer = Math.max(width, height);
        int shorter = Math.min(width, height);
        long pixels = (long) width * height;
        return width % STEP == 0
                && height % STEP == 0
                && shorter > 0
                && longer <= LONGEST_TO_SHORTEST * shorter
                && longer <= LONGEST
                && shorter <= SHORTER
                && pixels >= LEAST
                && pixels <= MOST;
    }

    /** Counts the tokens of a picture by {@code gpt-image-2}; of no other model is it known how. */
    Optional<Long> tokens(String model, Quality quality) {
        if (!model.equals("gpt-image-2") && !model.startsWith("gpt-image-2-")) {
            return Optional.empty();
        }
        long q = switch (quality) {
            case LOW -> 16;
            case MEDIUM -> 48;
            case HIGH -> 96;
        };
        long longer = Math.max(width, height);
        long shorter = Math.min(width, height);
        long k = (2 * q * shorter + longer) / (2 * longer);
        long product = q * k * (2_000_000 + (long) width * height);
        return Optional.of((product + 3_999_999) / 4_000_000);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
