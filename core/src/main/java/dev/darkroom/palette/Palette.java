// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.palette;

import dev.darkroom.recipe.Step;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the dominant colours of a picture.
 *
 * <pre>{@code
 * Recipe.named("photo").step(Palette.colours(5));
 * }</pre>
 */
public final class Palette {
    private static final Pattern HEX = Pattern.compile("#[0-9a-f]{6}");

    private static final int MOST = 64;

    /** The name of the step. */
    public static final String STEP = "palette";

    private Palette() {}

    /** A step that finds so many colours, or fewer where the picture has fewer. */
    public static Step colours(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("a palette has 1 to " + MOST + " colours, not " + most);
        }
        return Step.of(STEP, new PaletteProcessor(most));
    }

    /**
     * One colour and how much of the picture it stands for.
     *
     * @param hex the colour in sRGB as {@code #rrggbb}, in lower case
     * @param share the part of the opaque pixels that are near this colour, more than 0 and at most 1
     */
    public record Colour(String hex, double share) {

        /** Checks both. */
        public Colour {
            if (!HEX.matcher(hex).matches()) {
                throw new IllegalArgumentException("a colour is written #rrggbb in lower case, not '" + hex + "'");
            }
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is more than 0 and at most 1, not " + share);
            }
        }
    }

    /**
     * The dominant colours, the most frequent first; their shares add up to 1.
     *
     * @param colours fewer than asked for when the picture has fewer, and none when it is all transparent
     */
    public record Colours(List<Colour> colours) {

        /** Copies the list. */
        public Colours {
            colours = List.copyOf(colours);
        }
    }
}
