// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Response;

/** Reads a reply of any status into memory. */
final class InMemoryReader implements ReplyReader<HttpReply> {
    private static final int MAX_BAD_BODY = 64 << 10;
    private static final int BUFFER = 8 << 10;

    private final RetryAfter retryAfter;
    private final InstantSource clock;

    InMemoryReader(RetryAfter retryAfter, InstantSource clock) {
        this.retryAfter = retryAfter;
        this.clock = clock;
    }

    @Override
    public HttpReply read(HttpCall call, Response response) throws IOException {
        return reply(call, response, response.isSuccessful() ? whole(call, response) : start(response));
    }

    /** Makes a reply of a response whose body nobody needs. */
    HttpReply withoutBody(HttpCall call, Response response) {
        return reply(call, response, new byte[0]);
    }

    @Override
    public void discard(HttpReply value) {
        // Memory needs no closing.
    }

    private HttpReply reply(HttpCall call, Response response, byte[] body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().toMultimap());
        HttpReply bare = new HttpReply(call, response.code(), headers, body, null);
        return new HttpReply(
                call,
                response.code(),
                headers,
                body,
                retryAfter.read(bare::header, clock.instant()).orElse(null));
    }

    private static byte[] whole(HttpCall call, Response response) throws IOException {
        BodyLimit.check(call, response);
        int most = (int) Math.min(call.maxReply(), Integer.MAX_VALUE - 16);
        byte[] body = response.body().byteStream().readNBytes(most + 1);
        if (body.length > most) {
            throw BodyLimit.passed(call);
        }
        return body;
    }

    /** The status of a bad reply is worth more than its body, so a body that breaks off is taken as far as it goes. */
    private static byte[] start(Response response) {
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        InputStream in = response.body().byteStream();
        try {
            for (int n = 0; n >= 0 && start.size() < MAX_BAD_BODY; n = in.read(buffer)) {
                start.write(buffer, 0, n);
            }
        } catch (IOException e) {
            return start.toByteArray();
        }
        return start.toByteArray();
    }
}
