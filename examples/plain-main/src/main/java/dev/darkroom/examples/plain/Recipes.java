// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.image.Variant;
import dev.darkroom.metadata.Metadata;
import dev.darkroom.openai.OpenAi;
import dev.darkroom.palette.Palette;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.variant.Original;
import dev.darkroom.variant.Variants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What this application does with pictures. */
final class Recipes {
    private static final String ASSEMBLAGE = "assemblage";
    private static final List<Known> LOCAL = List.of(
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

    private final List<Known> all;

    private Recipes(List<Known> all) {
        this.all = all;
    }

    /** All that can be made with these services. */
    static Recipes with(Services services) {
        List<Known> all = new ArrayList<>(LOCAL);
        services.openai().ifPresent(openai -> all.add(assemblage(openai)));
        return new Recipes(List.copyOf(all));
    }

    private static Known assemblage(OpenAi openai) {
        return new Known(
                Recipe.named(ASSEMBLAGE)
                        .step(Variants.of(Variant.square("thumbnail", 200)))
                        .step(Palette.colours(5))
                        .step(Metadata.facts().optional())
                        .step(openai.embedding().afterEnd("metadata").retry(Backoff.fixed(Duration.ofMinutes(5)))),
                "thumbnail 200 x 200, as JPEG; 5 colours; an embedding by OpenAI of what is said about the picture");
    }

    /**
     * A recipe that can be asked for.
     *
     * @param recipe the recipe
     * @param description what it makes, for a person
     */
    record Known(Recipe recipe, String description) {}

    List<Known> all() {
        return all;
    }

    /** Returns the name if there is such a recipe, or says which there are. */
    String check(String name) {
        if (all.stream().noneMatch(known -> known.recipe().name().equals(name))) {
            if (name.equals(ASSEMBLAGE)) {
                throw new UsageException(
                        "recipe '" + ASSEMBLAGE + "' needs OpenAI: set OPENAI_API_KEY, or give --fakes to"
                                + " try it with a fake that costs nothing");
            }
            throw new UsageException("there is no recipe '" + name + "'; known are " + names());
        }
        return name;
    }

    private String names() {
        return all.stream().map(known -> known.recipe().name()).collect(Collectors.joining(", "));
    }
}
