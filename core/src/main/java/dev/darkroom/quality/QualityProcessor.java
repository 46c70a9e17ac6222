// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.quality;

import dev.darkroom.codec.RenderRequest;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.io.IOException;

/** Judges a copy that is always of the same size: a large picture has softer edges than a small one of the same thing. */
final class QualityProcessor implements ImageProcessor<Quality.Score> {
    private static final int SAMPLE_SIDE = 512;

    @Override
    public RenderRequest wants() {
        return RenderRequest.sample(SAMPLE_SIDE);
    }

    @Override
    public StepOutcome<Quality.Score> process(StepContext context) throws IOException, InterruptedException {
        ImageInfo info = context.info();
        return StepOutcome.done(
                Judge.score(context.sample(SAMPLE_SIDE), Quality.Shape.of(info.width(), info.height())));
    }
}
