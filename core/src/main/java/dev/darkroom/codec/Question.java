// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a child is asked.
 *
 * @param picture where the bytes are
 * @param request what is wanted; only the header's facts, if absent
 */
record Question(Picture picture, Optional<RenderRequest> request) {

    /** Where the bytes of a picture are. */
    sealed interface Picture {

        /** Names the file if there is one that another process sees, too. */
        static Picture of(ImageContent content) throws IOException {
            Optional<Path> file = content.path();
            return file.isPresent() && file.get().getFileSystem() == FileSystems.getDefault()
                    ? new InFile(file.get().toAbsolutePath().toString())
                    : new Sent(ImageContent.of(content.bytes()));
        }
    }

    /** They are in a file. */
    record InFile(String path) implements Picture {}

    /** They are sent along. */
    record Sent(ImageContent content) implements Picture {}

    static Question header(ImageContent content) throws IOException {
        return new Question(Picture.of(content), Optional.empty());
    }

    static Question render(ImageContent content, RenderRequest request) throws IOException {
        return new Question(Picture.of(content), Optional.of(request));
    }
}
