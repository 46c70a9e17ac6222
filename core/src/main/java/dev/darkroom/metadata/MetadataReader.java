// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.metadata;

import dev.darkroom.image.ImageContent;
import dev.darkroom.tags.Tags;
import java.io.IOException;

/** Reads the facts out of a picture; odd metadata is no reason to fail, it just has fewer facts. */
final class MetadataReader {
    private MetadataReader() {}

    /** Returns what the picture says; an {@link IOException} is only about getting at the bytes. */
    static Metadata.Facts read(ImageContent content) throws IOException {
        return FactsOf.tags(Tags.read(content));
    }
}
