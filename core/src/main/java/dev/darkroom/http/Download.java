// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import dev.darkroom.image.ImageContent;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A reply whose body is a picture if it is a good one: its headers are with the reply, its bytes in the content.
 *
 * <p>Closing it closes the content.
 */
public final class Download implements Closeable {
    private final HttpReply reply;
    private final @Nullable ImageContent content;

    Download(HttpReply reply, @Nullable ImageContent content) {
        this.reply = reply;
        this.content = content;
    }

    /** Returns the reply; a good one has no body here, a bad one what {@link HttpReply#body} tells. */
    public HttpReply reply() {
        return reply;
    }

    /** Returns the body of a good reply, which the caller closes; there is none of a bad one. */
    public ImageContent content() {
        if (content == null) {
            throw new IllegalStateException("a reply of status " + reply.status() + " has no picture");
        }
        return content;
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
        }
    }

    @Override
    public String toString() {
        return reply.status() + " with " + (content == null ? "no picture" : content.toString());
    }
}
