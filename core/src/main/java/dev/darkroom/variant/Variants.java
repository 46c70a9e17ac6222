// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import dev.darkroom.image.Variant;
import dev.darkroom.recipe.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes named sizes of a picture and stores them.
 *
 * <pre>{@code
 * Recipe.named("photo").step(Variants.of(Variant.square("thumbnail", 200), Variant.fit("detail", 1200, 1200)));
 * }</pre>
 */
public final class Variants {

    /** The name of the step. */
    public static final String STEP = "variants";

    private Variants() {}

    /**
     * What the step found out.
     *
     * @param width the original's width, upright
     * @param height the original's height, upright
     * @param renditions the files that were stored, by variant and format
     */
    public record Renditions(int width, int height, List<Rendition> renditions) {

        /** Copies the list. */
        public Renditions {
            renditions = List.copyOf(renditions);
        }

        /** Finds the rendition of a variant in the format that is preferred among those that could be written. */
        public Optional<Rendition> find(String variant) {
            return renditions.stream()
                    .filter(rendition -> rendition.variant().equals(variant))
                    .findFirst();
        }
    }

    /** A step that makes and stores these variants. */
    public static Step of(Variant first, Variant... more) {
        List<Variant> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return of(all);
    }

    /** A step that makes and stores these variants. */
    public static Step of(List<Variant> variants) {
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("a step for variants needs at least one");
        }
        Set<String> names = new HashSet<>();
        for (Variant variant : variants) {
            if (!names.add(variant.name())) {
                throw new IllegalArgumentException("there are two variants named '" + variant.name() + "'");
            }
        }
        return Step.of(STEP, new VariantsProcessor(variants));
    }
}
