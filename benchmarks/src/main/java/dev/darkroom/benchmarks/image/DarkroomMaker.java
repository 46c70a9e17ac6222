// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.codec.EncodedImage;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Darkroom's engine: one call for all that is wanted of a picture. */
final class DarkroomMaker implements Maker {
    private static final DecodeLimits LIMITS = new DecodeLimits(200_000_000, 20_000, 100);

    private final ImageEngine engine = ImageEngine.standard(LIMITS);
    private final PaletteReading colours = new PaletteReading();

    @Override
    public List<Made> make(Path picture, List<Wish> wishes, boolean palette) throws IOException {
        RenderRequest variants = RenderRequest.variants(
                wishes.stream().map(DarkroomMaker::variant).toList());
        try (ImageContent content = ImageContent.of(picture)) {
            Rendered rendered = engine.render(content, palette ? variants.and(colours.wants()) : variants);
            int asked = wishes.stream().mapToInt(wish -> wish.formats().size()).sum();
            if (rendered.images().size() < asked) {
                throw new IllegalArgumentException("this engine doesn't write " + engine.leftOut());
            }
            if (palette) {
                colours.read(rendered);
            }
            return made(rendered);
        }
    }

    private static Variant variant(Wish wish) {
        Variant variant = wish.crop()
                ? Variant.cover(wish.name(), wish.width(), wish.height())
                : Variant.fit(wish.name(), wish.width(), wish.height());
        ImageFormat[] formats =
                wish.formats().stream().map(DarkroomMaker::format).toArray(ImageFormat[]::new);
        return wish.quality() == 0
                ? variant.formats(formats)
                : variant.formats(formats).quality(wish.quality());
    }

    private static ImageFormat format(String ending) {
        return Arrays.stream(ImageFormat.values())
                .filter(format -> format.extension().equals(ending))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no format '" + ending + "'"));
    }

    private static List<Made> made(Rendered rendered) {
        List<Made> all = new ArrayList<>();
        for (EncodedImage image : rendered.images()) {
            String file = image.variant().name() + "." + image.format().extension();
            all.add(new Made(file, image.content()));
        }
        return all;
    }
}
