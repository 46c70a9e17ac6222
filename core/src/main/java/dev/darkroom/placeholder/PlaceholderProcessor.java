// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.placeholder;

import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.io.IOException;
import java.util.Base64;

/** Makes all forms from one small copy. */
final class PlaceholderProcessor implements ImageProcessor<Placeholder.Previews> {
    /** More than this makes a ThumbHash slow and no better, its author says. */
    private static final int SAMPLE_SIDE = 96;

    private static final int BLURRED_SIDE = 32;
    private static final int WHITE = 0xFFFFFF;

    private final int dataUriLength;

    PlaceholderProcessor(int dataUriLength) {
        this.dataUriLength = dataUriLength;
    }

    @Override
    public RenderRequest wants() {
        return RenderRequest.sample(SAMPLE_SIDE);
    }

    @Override
    public StepOutcome<Placeholder.Previews> process(StepContext context) throws IOException, InterruptedException {
        return StepOutcome.done(previews(context.sample(SAMPLE_SIDE)));
    }

    private Placeholder.Previews previews(Pixels sample) throws IOException {
        Pixels blurred = sample.atMost(BLURRED_SIDE).over(WHITE);
        boolean upright = sample.height() > sample.width();
        return new Placeholder.Previews(
                BlurHash.of(blurred, upright ? 3 : 4, upright ? 4 : 3),
                Base64.getEncoder().encodeToString(ThumbHash.of(sample)),
                DataUri.of(sample, dataUriLength));
    }
}
