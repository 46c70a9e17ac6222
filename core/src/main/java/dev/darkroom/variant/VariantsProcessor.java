// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import dev.darkroom.codec.EncodedImage;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.image.Variant;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.storage.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stores what the engine made of the picture. */
final class VariantsProcessor implements ImageProcessor<Variants.Renditions> {
    private final List<Variant> variants;

    VariantsProcessor(List<Variant> variants) {
        this.variants = List.copyOf(variants);
    }

    @Override
    public RenderRequest wants() {
        return RenderRequest.variants(variants);
    }

    @Override
    public StepOutcome<Variants.Renditions> process(StepContext context) throws IOException, InterruptedException {
        Rendered rendered = context.rendered();
        List<EncodedImage> images = variants.stream()
                .flatMap(variant -> rendered.of(variant).stream())
                .toList();
        List<Rendition> stored = new ArrayList<>();
        for (EncodedImage image : images) {
            stored.add(store(image, context));
            context.progress(
                    (double) stored.size() / images.size(), image.variant().name());
        }
        return StepOutcome.done(
                new Variants.Renditions(rendered.info().width(), rendered.info().height(), stored));
    }

    private static Rendition store(EncodedImage image, StepContext context) throws IOException {
        String name = image.variant().name();
        StoredFile file = context.storeRendition(name, image.format().extension(), image.content());
        return new Rendition(
                name, image.format(), image.width(), image.height(), file.key().value(), file.size());
    }
}
