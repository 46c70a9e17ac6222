// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.image.Variant;
import dev.darkroom.metadata.Metadata;
import dev.darkroom.palette.Palette;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.variant.Original;
import dev.darkroom.variant.Variants;
import java.util.List;
import java.util.stream.Collectors;

/** What this application does with pictures. */
final class Recipes {
    private static final List<Known> ALL = List.of(
            new Known(
                    Recipe.named("photo")
                            .step(Variants.of(
                                    Variant.square("thumbnail", 200),
                                    Variant.fit("medium", 800, 800),
                                    Variant.fit("large", 1600, 1600)))
                            .step(Palette.colours(5))
                            .step(Metadata.facts().optional()),
                    "thumbnail 200 x 200, medium and large within 800 and 1600, as JPEG; 5 colours; camera facts"),
            new Known(
                    Recipe.named("logo")
                            .step(Variants.of(
                                    Variant.fit("icon", 64, 64).png(),
                                    Variant.fit("small", 256, 256).png(),
                                    Variant.fit("large", 1024, 1024).png()))
                            .step(Palette.colours(4)),
                    "icon, small and large within 64, 256 and 1024, as PNG with transparency; 4 colours"),
            new Known(
                    Recipe.named("archive")
                            .step(Original.kept())
                            .step(Variants.of(Variant.fit("preview", 1200, 1200)))
                            .step(Metadata.facts().optional()),
                    "the original as it came; preview within 1200, as JPEG; camera facts"));

    private Recipes() {}

    /**
     * A recipe that can be asked for.
     *
     * @param recipe the recipe
     * @param description what it makes, for a person
     */
    record Known(Recipe recipe, String description) {}

    static List<Known> all() {
        return ALL;
    }

    /** Returns the name if there is such a recipe, or says which there are. */
    static String check(String name) {
        if (ALL.stream().noneMatch(known -> known.recipe().name().equals(name))) {
            throw new UsageException("there is no recipe '" + name + "'; known are " + names());
        }
        return name;
    }

    private static String names() {
        return ALL.stream().map(known -> known.recipe().name()).collect(Collectors.joining(", "));
    }
}
