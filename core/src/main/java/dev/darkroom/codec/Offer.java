// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/*
 * A codec loads its natives when it is first asked for its formats, which takes longer than many a picture. If an interrupt
 * broke that off, they would be missing for as long as the JVM lives; so it is done in a thread that nobody interrupts.
 */
/** A codec, and what it can do here, which it is asked once and not before somebody needs to know. */
final class Offer {
    private final ImageCodec codec;
    private @Nullable CompletableFuture<Formats> formats;

    Offer(ImageCodec codec) {
        this.codec = codec;
    }

    private record Formats(Set<ImageFormat> read, Set<ImageFormat> written) {}

    ImageCodec codec() {
        return codec;
    }

    Set<ImageFormat> reads() {
        return formats().read();
    }

    Set<ImageFormat> writes() {
        return formats().written();
    }

    private Formats formats() {
        return asked().join();
    }

    private synchronized CompletableFuture<Formats> asked() {
        if (formats == null) {
            formats = CompletableFuture.supplyAsync(
                    () -> new Formats(Set.copyOf(codec.reads()), Set.copyOf(codec.writes())), Offer::start);
        }
        return formats;
    }

    private static void start(Runnable question) {
        Thread thread = new Thread(question, "darkroom-codec");
        thread.setDaemon(true);
        thread.start();
    }
}
