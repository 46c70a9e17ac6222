// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import dev.darkroom.image.Variant;
import java.util.List;

/**
 * Sets of variants that many sites have, to begin with; no size is wired in anywhere.
 *
 * <pre>{@code
 * Recipe.named("photo").step(Variants.of(Profiles.site()));
 * }</pre>
 */
public final class Profiles {
    private Profiles() {}

    /** Returns {@code thumb}, {@code medium} and {@code large}, for galleries: a square, and two sizes of the whole. */
    public static List<Variant> gallery() {
        return List.of(Variant.square("thumb", 200), Variant.fit("medium", 800, 800), Variant.fit("large", 1600, 1600));
    }

    /**
     * Returns {@code thumbnail}, {@code small}, {@code grid}, {@code detail}, {@code header} and {@code zoom}: squares of
     * 300 and 500 pixels, 640 wide for phones, within 1200 x 1200, a banner of exactly 1920 x 640 around what draws the
     * eye, and within 2560 x 2560.
     */
    public static List<Variant> site() {
        return List.of(
                Variant.square("thumbnail", 300),
                Variant.wide("small", 640),
                Variant.square("grid", 500),
                Variant.fit("detail", 1200, 1200),
                Variant.cover("header", 1920, 640).smart().enlarging(),
                Variant.fit("zoom", 2560, 2560));
    }
}
