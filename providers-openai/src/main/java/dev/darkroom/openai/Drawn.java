// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.storage.StoredFile;
import dev.darkroom.variant.Rendition;
import java.io.IOException;
import java.util.Optional;

/*
 * The bytes are a stranger's as all bytes are, so their header says what they are, and not the reply. Only WebP is taken at
 * its word where no codec for it is there: the host asked for it.
 */
/** A picture that was drawn and paid for. */
record Drawn(ImageContent content, Optional<ImageInfo> info) {

    static Drawn of(byte[] bytes, Drawing wish) throws IOException {
        ImageContent content = ImageContent.of(bytes);
        try {
            return new Drawn(content, Optional.of(ImageEngine.standard().inspect(content)));
        } catch (ImageRejectedException e) {
            boolean webp = wish.format() == ImageFormat.WEBP && isWebp(content.head(12));
            ImageInfo told = new ImageInfo(
                    ImageFormat.WEBP, wish.size().width(), wish.size().height(), 1, true);
            return new Drawn(content, webp ? Optional.of(told) : Optional.empty());
        }
    }

    private static boolean isWebp(byte[] head) {
        return head.length == 12 && head[0] == 'R' && head[1] == 'I' && head[8] == 'W' && head[9] == 'E';
    }

    StepOutcome<Rendition> store(StepContext context) throws IOException {
        if (info.isEmpty()) {
            return StepOutcome.failed("the picture that was drawn can't be read");
        }
        ImageInfo known = info.get();
        StoredFile file = context.storeRendition(context.step(), known.format().extension(), content);
        return StepOutcome.done(new Rendition(
                context.step(),
                known.format(),
                known.width(),
                known.height(),
                file.key().value(),
                file.size()));
    }
}
