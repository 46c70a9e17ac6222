// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.fuzz.Target;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.util.List;

/** The standard engine without codecs, from the first byte to small variants. */
public final class EngineTarget implements Target {
    private static final int SIDE = 24;
    private static final List<Variant> VARIANTS = List.of(
            Variant.fit("whole", SIDE, SIDE).formats(ImageFormat.JPEG, ImageFormat.PNG),
            Variant.cover("part", SIDE, SIDE / 2).smart().enlarging().jpeg());

    private final ImageEngine engine = new StandardEngine(HeaderTarget.LIMITS, new Codecs(List.of()));

    @Override
    public void read(byte[] input) throws IOException {
        byte[] bytes = input.length > 0 && input[0] == (byte) 0x89 ? PngSums.mended(input) : input;
        HeaderTarget.check(engine.inspect(ImageContent.of(bytes)));
        Rendered rendered = engine.render(
                ImageContent.of(bytes), RenderRequest.variants(VARIANTS).and(RenderRequest.sample(SIDE)));
        Target.require(rendered.images().size() == 3, "a variant is missing");
        rendered.images().forEach(EngineTarget::check);
        Pixels sample = rendered.sample().orElseThrow();
        Target.require(sample.width() <= SIDE && sample.height() <= SIDE, "the sample is too large");
    }

    private static void check(EncodedImage image) {
        boolean fits = image.width() <= SIDE && image.height() <= SIDE;
        Target.require(fits, "a variant is " + image.width() + " x " + image.height());
    }
}
