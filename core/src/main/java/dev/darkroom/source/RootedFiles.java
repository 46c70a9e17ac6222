// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Finds files below one folder and nowhere else. */
final class RootedFiles implements FileSource.Finder {
    private final Path root;

    RootedFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Path find(String location) throws IOException {
        Path asked = root.resolve(location).normalize();
        Path realRoot = realRoot();
        // By its words first, so that the answer doesn't tell what exists elsewhere.
        if (!asked.startsWith(root) && !asked.startsWith(realRoot)) {
            throw outside(location);
        }
        Path real = asked.toRealPath();
        if (!real.startsWith(realRoot)) {
            throw outside(location);
        }
        return real;
    }

    /** A folder that isn't there may be a disk that isn't mounted yet, which doesn't make each picture missing for ever. */
    private Path realRoot() throws IOException {
        try {
            return root.toRealPath();
        } catch (NoSuchFileException e) {
            throw new IOException("the folder of this source is not there: " + root, e);
        }
    }

    private static ImageRejectedException outside(String location) {
        return new ImageRejectedException(Reason.FORBIDDEN, "not below the folder of this source: " + location);
    }
}
