// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reads a good reply as a picture, into a file when it is long; a bad one becomes a failure. */
final class DownloadReader implements ReplyReader<ImageContent> {
    private final InMemoryReader replies;
    private final @Nullable Path folder;

    DownloadReader(InMemoryReader replies, @Nullable Path folder) {
        this.replies = replies;
        this.folder = folder;
    }

    @Override
    public ImageContent read(HttpCall call, Response response) throws IOException {
        replies.withoutBody(call, response).requireSuccess();
        BodyLimit.check(call, response);
        try {
            return copy(response.body().byteStream(), call.maxReply());
        } catch (ImageRejectedException e) {
            throw BodyLimit.passed(call);
        }
    }

    private ImageContent copy(InputStream in, long max) throws IOException {
        return folder == null ? ImageContent.copyOf(in, max) : ImageContent.copyOf(in, max, folder);
    }

    @Override
    public void discard(ImageContent value) {
        try {
            value.close();
        } catch (IOException e) {
            // It lies in a folder for temporary files, whose own cleaning is the second net.
        }
    }
}
