// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.cutout.Cutout;
import dev.darkroom.fingerprint.Fingerprint;
import dev.darkroom.image.Variant;
import dev.darkroom.metadata.Metadata;
import dev.darkroom.palette.Palette;
import dev.darkroom.placeholder.Placeholder;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.quality.Quality;
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

    @Nested
    class OfPlaceholder extends ImageProcessorContract<Placeholder.Previews> {
        @Override
        protected ImageProcessor<Placeholder.Previews> newProcessor() {
            return processor(Placeholder.previews());
        }
    }

    @Nested
    class OfFingerprint extends ImageProcessorContract<Fingerprint.Print> {
        @Override
        protected ImageProcessor<Fingerprint.Print> newProcessor() {
            return processor(Fingerprint.visual());
        }
    }

    @Nested
    class OfQuality extends ImageProcessorContract<Quality.Score> {
        @Override
        protected ImageProcessor<Quality.Score> newProcessor() {
            return processor(Quality.technical());
        }
    }

    @Nested
    class OfCutout extends ImageProcessorContract<Cutout.Removal> {
        @Override
        protected ImageProcessor<Cutout.Removal> newProcessor() {
            return processor(Cutout.ofFlatBackground());
        }
    }

    @SuppressWarnings("unchecked") // the step was made from a processor of this type
    private static <R> ImageProcessor<R> processor(Step step) {
        return (ImageProcessor<R>) step.processor();
    }
}
