// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import dev.darkroom.http.HttpFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered, good or bad, with its body in memory.
 *
 * <p>A provider first looks into a bad one for what only it can know (no more credit, a picture refused), and leaves
 * the rest to {@link #requireSuccess}. The text of a reply shows neither headers nor body.
 */
public final class HttpReply {
    private final HttpCall call;
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final @Nullable Duration retryAfter;

    HttpReply(
            HttpCall call, int status, Map<String, List<String>> headers, byte[] body, @Nullable Duration retryAfter) {
        this.call = call;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.retryAfter = retryAfter;
    }

    /** Returns the status, such as 200. */
    public int status() {
        return status;
    }

    /** Returns whether the status is 200 to 299. */
    public boolean success() {
        return status / 100 == 2;
    }

    /** Returns the first header of a name, in any case. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** Returns all headers of a name, in any case. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** Returns the bytes of the body, which must not be changed; of a bad reply only the first 64 KiB are kept. */
    public byte[] body() {
        return body;
    }

    /** Returns the body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns how long the server asks to wait, if it does; zero means not at all. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns this reply, or throws what a bad status means. */
    public HttpReply requireSuccess() throws HttpFailure {
        if (!success()) {
            throw failure(StatusKinds.of(status, call.repeatable()), "answered " + status);
        }
        return this;
    }

    /**
     * Makes a failure of this reply for a caller who knows better than the status.
     *
     * @param reason what follows the address in the message, such as {@code "has no credit left"}; without secrets
     */
    public HttpFailure failure(Kind kind, String reason) {
        return new HttpFailure(kind, call + " " + reason, status, retryAfter);
    }

    /**
     * Makes a failure of this reply for a caller who also knows how long to wait.
     *
     * @param reason as in {@link #failure(Kind, String)}
     * @param wait how long the server asks to wait, in whatever words of its own
     */
    public HttpFailure failure(Kind kind, String reason, Duration wait) {
        return new HttpFailure(kind, call + " " + reason, status, wait);
    }

    @Override
    public String toString() {
        return status + " with " + body.length + " bytes";
    }
}
