// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.image.Variant;
import dev.darkroom.metadata.Metadata;
import dev.darkroom.palette.Palette;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.recipe.Step;
import dev.darkroom.variant.Original;
import dev.darkroom.variant.Variants;
import org.junit.jupiter.api.Nested;

class LocalProcessorsTest {
    @Nested
    class OfVariants extends ImageProcessorContract<Variants.Renditions> {
        @Override
        protected ImageProcessor<Variants.Renditions> newProcessor() {
            return processor(Variants.of(
                    Variant.square("thumbnail", 200),
                    Variant.fit("detail", 600, 600).png()));
        }
    }

    @Nested
    class OfPalette extends ImageProcessorContract<Palette.Colours> {
        @Override
        protected ImageProcessor<Palette.Colours> newProcessor() {
            return processor(Palette.colours(5));
        }
    }

    @Nested
    class OfMetadata extends ImageProcessorContract<Metadata.Facts> {
        @Override
        protected ImageProcessor<Metadata.Facts> newProcessor() {
            return processor(Metadata.facts());
        }
    }

    @Nested
    class OfOriginal extends ImageProcessorContract<Original.Kept> {
        @Override
        protected ImageProcessor<Original.Kept> newProcessor() {
            return processor(Original.kept());
        }
    }

    @SuppressWarnings("unchecked") // the step was made from a processor of this type
    private static <R> ImageProcessor<R> processor(Step step) {
        return (ImageProcessor<R>) step.processor();
    }
}
