// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.io.IOException;
import okhttp3.Response;

/** Reads a good reply as a picture with its headers, and a bad one with its body. */
final class FetchReader implements ReplyReader<Download> {
    private final InMemoryReader replies;
    private final DownloadReader downloads;

    FetchReader(InMemoryReader replies, DownloadReader downloads) {
        this.replies = replies;
        this.downloads = downloads;
    }

    @Override
    public Download read(HttpCall call, Response response) throws IOException {
        return response.isSuccessful()
                ? new Download(replies.withoutBody(call, response), downloads.read(call, response))
                : new Download(replies.read(call, response), null);
    }

    @Override
    public void discard(Download value) {
        if (value.reply().success()) {
            downloads.discard(value.content());
        }
    }
}
