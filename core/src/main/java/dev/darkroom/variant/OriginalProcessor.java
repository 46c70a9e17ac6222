// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import dev.darkroom.image.ImageInfo;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.storage.StoredFile;
import java.io.IOException;

/** Stores the bytes as they came. */
final class OriginalProcessor implements ImageProcessor<Original.Kept> {

    @Override
    public StepOutcome<Original.Kept> process(StepContext context) throws IOException, InterruptedException {
        ImageInfo info = context.info();
        StoredFile file = context.storeOriginal(info.format().extension(), context.source());
        return StepOutcome.done(new Original.Kept(info, file.key().value(), file.size(), file.sha256()));
    }
}
