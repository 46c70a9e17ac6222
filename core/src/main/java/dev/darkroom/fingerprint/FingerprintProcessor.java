// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.fingerprint;

import dev.darkroom.codec.RenderRequest;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.io.IOException;

/** Takes the fingerprint of a small copy. */
final class FingerprintProcessor implements ImageProcessor<Fingerprint.Print> {
    private static final int SAMPLE_SIDE = 128;

    @Override
    public RenderRequest wants() {
        return RenderRequest.sample(SAMPLE_SIDE);
    }

    @Override
    public StepOutcome<Fingerprint.Print> process(StepContext context) throws IOException, InterruptedException {
        return StepOutcome.done(Waves.print(context.sample(SAMPLE_SIDE)));
    }
}
