// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import dev.darkroom.image.ImageInfo;
import dev.darkroom.recipe.Step;

/**
 * Keeps the picture as it came, for hosts whose sources don't.
 *
 * <pre>{@code
 * Recipe.named("photo").step(Original.kept()).step(Variants.of(...));
 * }</pre>
 */
public final class Original {

    /** The name of the step. */
    public static final String STEP = "original";

    private Original() {}

    /**
     * What the step found out.
     *
     * @param info what the picture's header tells
     * @param key where the storage has it
     * @param bytes its length
     * @param sha256 the SHA-256 of its bytes in lower-case hex
     */
    public record Kept(ImageInfo info, String key, long bytes, String sha256) {}

    /** A step that stores the original, under an ending that its content has earned. */
    public static Step kept() {
        return Step.of(STEP, new OriginalProcessor());
    }
}
