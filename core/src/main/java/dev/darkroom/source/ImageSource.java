// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Fetches pictures from one kind of place.
 *
 * <p>What an implementation promises, and {@code ImageSourceContract} in the testkit checks: fetching has no side
 * effect and can be repeated; a picture comes whole or not at all; one of more than {@code maxBytes} is refused without
 * being held in memory. {@link dev.darkroom.image.ImageRejectedException} means that trying again would end the same
 * way (nothing there, not allowed, too large), {@link IOException} that it may work later. Safe to share between
 * threads; may block; stops soon when its thread is interrupted.
 */
public interface ImageSource {

    /** Returns the name that {@link ImageRef#source()} uses for this source. */
    String name();

    /** Fetches all bytes of a picture; the caller closes them. */
    ImageContent fetch(ImageRef ref, long maxBytes) throws IOException, InterruptedException;

    /** Reads any file that this JVM may read; right where no location comes from outside. */
    static ImageSource files() {
        return new FileSource(FileSource.ANYWHERE);
    }

    /** Reads files below a folder, which no {@code ..} and no symbolic link leads out of; relative locations start there. */
    static ImageSource filesUnder(Path root) {
        return new FileSource(new RootedFiles(root));
    }

    /** Fetches from the web, within the limits of the client, which stays the caller's to close. */
    static ImageSource urls(GuardedHttp http) {
        return new UrlSource(http);
    }

    /** Asks the host application for bytes that it keeps itself, such as in its database. */
    static ImageSource bytes(String name, ByteLookup lookup) {
        return new ByteSource(name, lookup);
    }

    /** Reads pictures that a storage keeps, by their key; see {@link ImageRef#stored}. */
    static ImageSource stored(Storage storage) {
        return new StoredSource(storage);
    }
}
