// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.IOException;
import java.util.Set;

/** What a child answers. */
sealed interface Answer {

    /** Returns what was asked for, or throws what the engine in the child threw. */
    default Rendered rendered() throws IOException {
        throw new IOException("a child answered something else than was asked: " + this);
    }

    /** The same for a question about the header. */
    default ImageInfo info() throws IOException {
        return rendered().info();
    }

    /** Returns the formats that were asked for so far and that the child can't write. */
    default Set<ImageFormat> leftOut() {
        return Set.of();
    }

    /** All went well. */
    record Made(Rendered rendered, Set<ImageFormat> leftOut) implements Answer {}

    /** All went well with the header. */
    record Told(ImageInfo info) implements Answer {}

    /** The picture is the trouble. */
    record Rejected(Reason reason, String message) implements Answer {
        @Override
        public Rendered rendered() {
            throw new ImageRejectedException(reason, message);
        }
    }

    /** Something was not to be had in enough quantity. */
    record Shortage(String message) implements Answer {
        @Override
        public Rendered rendered() throws IOException {
            throw new OutOfResourcesException(message);
        }
    }

    /** Trying again may help. */
    record Trouble(String message) implements Answer {
        @Override
        public Rendered rendered() throws IOException {
            throw new IOException(message);
        }
    }

    /** The caller asked what can't be done. */
    record Refused(String message) implements Answer {
        @Override
        public Rendered rendered() {
            throw new IllegalArgumentException(message);
        }
    }

    /** The engine threw what it should not. */
    record Fault(String message) implements Answer {
        @Override
        public Rendered rendered() {
            throw new IllegalStateException(message);
        }
    }

    /** Sorts what an engine threw. */
    static Answer to(Throwable thrown) {
        if (thrown instanceof ImageRejectedException rejection) {
            return new Rejected(rejection.reason(), words(rejection));
        }
        if (thrown instanceof OutOfResourcesException) {
            return new Shortage(words(thrown));
        }
        if (thrown instanceof IOException) {
            return new Trouble(thrown.getClass() == IOException.class ? words(thrown) : thrown.toString());
        }
        return thrown instanceof IllegalArgumentException ? new Refused(words(thrown)) : new Fault(thrown.toString());
    }

    private static String words(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }
}
