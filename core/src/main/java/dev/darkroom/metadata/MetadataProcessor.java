// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import java.io.IOException;

/** Reads the tags of a picture, once it is known to be one. */
final class MetadataProcessor implements ImageProcessor<Metadata.Facts> {

    @Override
    public StepOutcome<Metadata.Facts> process(StepContext context) throws IOException, InterruptedException {
        context.info();
        return StepOutcome.done(MetadataReader.read(context.source()));
    }
}
