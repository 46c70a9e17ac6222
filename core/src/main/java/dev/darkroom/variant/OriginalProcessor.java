// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import dev.darkroom.codec.EncodedImage;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.storage.StoredFile;
import java.io.IOException;
import java.util.Optional;

/** Stores the bytes as they came, unless they are too many. */
final class OriginalProcessor implements ImageProcessor<Original.Kept> {
    private static final int UPRIGHT = 1;

    private final Optional<OversizePolicy> policy;

    OriginalProcessor(Optional<OversizePolicy> policy) {
        this.policy = policy;
    }

    @Override
    public StepOutcome<Original.Kept> process(StepContext context) throws IOException, InterruptedException {
        ImageInfo info = context.info();
        long bytes = context.source().size();
        if (policy.isPresent()) {
            policy.get().check(bytes, info);
        }
        return StepOutcome.done(
                policy.isPresent() && bytes > policy.get().threshold()
                        ? compressed(context, info, policy.get().threshold())
                        : stored(context, info, context.source(), false));
    }

    private static Original.Kept compressed(StepContext context, ImageInfo info, long threshold)
            throws IOException, InterruptedException {
        EncodedImage made = new Compression(context, info, threshold).run();
        boolean alpha = info.alpha() && made.format() != ImageFormat.JPEG;
        ImageInfo anew = new ImageInfo(made.format(), made.width(), made.height(), UPRIGHT, alpha);
        return stored(context, anew, made.content(), true);
    }

    private static Original.Kept stored(StepContext context, ImageInfo info, ImageContent content, boolean compressed)
            throws IOException {
        StoredFile file = context.storeOriginal(info.format().extension(), content);
        return new Original.Kept(info, file.key().value(), file.size(), file.sha256(), compressed);
    }
}
