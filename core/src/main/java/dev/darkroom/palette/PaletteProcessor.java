// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.palette;

import dev.darkroom.codec.RenderRequest;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.io.IOException;

/** Finds the colours of a small copy; a larger one has the same and takes longer. */
final class PaletteProcessor implements ImageProcessor<Palette.Colours> {
    private static final int SAMPLE_SIDE = 128;

    private final int most;

    PaletteProcessor(int most) {
        this.most = most;
    }

    @Override
    public RenderRequest wants() {
        return RenderRequest.sample(SAMPLE_SIDE);
    }

    @Override
    public StepOutcome<Palette.Colours> process(StepContext context) throws IOException, InterruptedException {
        return StepOutcome.done(PaletteFinder.find(context.sample(SAMPLE_SIDE), most));
    }
}
