// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cutout;

import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.storage.StoredFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts out and stores what is worth it. */
final class CutoutProcessor implements ImageProcessor<Cutout.Removal> {
    private static final int SAMPLE_SIDE = 1024;

    private final double leastConfidence;

    CutoutProcessor(double leastConfidence) {
        this.leastConfidence = leastConfidence;
    }

    @Override
    public RenderRequest wants() {
        return RenderRequest.sample(SAMPLE_SIDE);
    }

    @Override
    public StepOutcome<Cutout.Removal> process(StepContext context) throws IOException, InterruptedException {
        Remover.Cut cut = Remover.cut(context.sample(SAMPLE_SIDE));
        return StepOutcome.done(new Cutout.Removal(cut.confidence(), cut.subject(), stored(cut, context)));
    }

    private Cutout.@Nullable CutoutFile stored(Remover.Cut cut, StepContext context) throws IOException {
        Pixels picture = cut.picture();
        if (picture == null || cut.confidence() < leastConfidence) {
            return null;
        }
        StoredFile file = context.storeRendition(Cutout.STEP, "png", picture.png());
        return new Cutout.CutoutFile(file.key().value(), picture.width(), picture.height(), file.size());
    }
}
