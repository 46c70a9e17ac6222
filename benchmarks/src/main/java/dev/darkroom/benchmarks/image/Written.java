// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that a contestant has made, in a folder of its own where they stay to be looked at. */
final class Written {
    private final Contestant contestant;
    private final Path folder;

    Written(Contestant contestant, Path folder) {
        this.contestant = contestant;
        this.folder = folder.resolve(contestant.name());
    }

    String by() {
        return contestant.name();
    }

    /** Makes the outputs. */
    void write(List<Wish> wishes, List<Path> pictures) throws IOException {
        Receipt receipt = contestant.carryOut(Order.written(wishes, pictures, folder));
        if (receipt.trouble() != null) {
            throw new IOException(contestant.name() + " can't write: " + receipt.trouble());
        }
    }

    /** Returns where the outputs of a picture are. */
    Path of(Path picture) {
        return Order.folder(folder, picture);
    }

    /** Returns where an output of a picture is. */
    Path of(Path picture, Wish wish, String ending) {
        return of(picture).resolve(wish.name() + "." + ending);
    }

    /** Returns how many bytes the outputs of a picture have. */
    long bytes(Path picture, List<Wish> wishes, String ending) throws IOException {
        long bytes = 0;
        for (Wish wish : wishes) {
            bytes += Files.size(of(picture, wish, ending));
        }
        return bytes;
    }
}
