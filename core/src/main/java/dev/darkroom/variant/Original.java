// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import dev.darkroom.image.ImageInfo;
import dev.darkroom.recipe.Step;
import java.util.Optional;

/**
 * Keeps the picture as it came, for hosts whose sources don't.
 *
 * <pre>{@code
 * Recipe.named("photo").step(Original.kept()).step(Variants.of(...));
 * Recipe.named("upload").step(Original.kept(OversizePolicy.compress())).step(Variants.of(...));
 * }</pre>
 */
public final class Original {

    /** The name of the step. */
    public static final String STEP = "original";

    private Original() {}

    /**
     * What the step found out.
     *
     * @param info what the header of the stored file tells
     * @param key where the storage has it
     * @param bytes its length
     * @param sha256 the SHA-256 of its bytes in lower-case hex
     * @param compressed whether it was too large, and is not the file that came
     */
    public record Kept(ImageInfo info, String key, long bytes, String sha256, boolean compressed) {}

    /** A step that stores the original as it came, under an ending that its content has earned. */
    public static Step kept() {
        return Step.of(STEP, new OriginalProcessor(Optional.empty()));
    }

    /** A step that stores the original as it came, unless it is too large. */
    public static Step kept(OversizePolicy policy) {
        return Step.of(STEP, new OriginalProcessor(Optional.of(policy)));
    }
}
