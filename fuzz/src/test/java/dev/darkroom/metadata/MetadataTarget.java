// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import dev.darkroom.fuzz.Target;
import dev.darkroom.image.ImageContent;
import dev.darkroom.job.StepResult;
import java.io.IOException;

/** EXIF, IPTC and XMP of all files that have them: odd facts are left out, and all others can be stored. */
public final class MetadataTarget implements Target {
    @Override
    public void read(byte[] input) throws IOException {
        Metadata.Facts facts = MetadataReader.read(ImageContent.of(input));
        Metadata.Facts stored = StepResult.of(facts).as(Metadata.Facts.class);
        Target.require(stored.equals(facts), "they are stored as " + stored + " instead of " + facts);
    }
}
