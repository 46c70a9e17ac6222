// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.placeholder;

import dev.darkroom.recipe.Step;

/**
 * Makes what a page shows while a picture is on its way, in three forms that are known to front ends.
 *
 * <pre>{@code
 * Recipe.named("photo").step(Placeholder.previews());
 * }</pre>
 */
public final class Placeholder {

    /** The name of the step. */
    public static final String STEP = "placeholder";

    private static final int USUAL_LENGTH = 1_000;
    private static final int LEAST_LENGTH = 200;

    private Placeholder() {}

    /** A step that makes all three forms; the data URI has at most 1,000 characters. */
    public static Step previews() {
        return previews(USUAL_LENGTH);
    }

    /** A step that makes all three forms, with a data URI of at most so many characters, 200 or more. */
    public static Step previews(int dataUriLength) {
        if (dataUriLength < LEAST_LENGTH) {
            throw new IllegalArgumentException(
                    "a data URI needs " + LEAST_LENGTH + " characters or more, not " + dataUriLength);
        }
        return Step.of(STEP, new PlaceholderProcessor(dataUriLength));
    }

    /**
     * A picture in few characters.
     *
     * @param blurHash the <a href="https://blurha.sh">BlurHash</a>, with transparent parts in white
     * @param thumbHash the <a href="https://evanw.github.io/thumbhash/">ThumbHash</a> in base64; it knows the
     *     proportions and transparency
     * @param dataUri a tiny PNG that needs no script to be shown, with transparency
     */
    public record Previews(String blurHash, String thumbHash, String dataUri) {}
}
