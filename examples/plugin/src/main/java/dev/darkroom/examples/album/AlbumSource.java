// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.album;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the pictures of an album, and nothing outside its folder. */
final class AlbumSource implements ImageSource {
    static final String NAME = "album";

    private final ImageSource files;

    AlbumSource(Path folder) {
        this.files = ImageSource.filesUnder(folder);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ImageContent fetch(ImageRef ref, long maxBytes) throws IOException, InterruptedException {
        return files.fetch(ref, maxBytes);
    }
}
