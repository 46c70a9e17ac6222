// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request, with the limits of its reply: a value that can be sent any number of times.
 *
 * <pre>{@code
 * HttpCall.post("https://api.example.com/v1/images")
 *         .header("Authorization", "Bearer " + key)
 *         .body(HttpBody.json(json))
 *         .timeout(Duration.ofMinutes(3));
 * }</pre>
 *
 * <p>Its text shows no header, no body and no query.
 */
public final class HttpCall {
    private static final long DEFAULT_MAX_REPLY = 32L << 20;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E\\t]*");
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");

    private final String method;
    private final String url;
    private final Map<String, String> headers;
    private final @Nullable HttpBody body;
    private final long maxReply;
    private final @Nullable Duration timeout;

    private HttpCall(
            String method,
            String url,
            Map<String, String> headers,
            @Nullable HttpBody body,
            long maxReply,
            @Nullable Duration timeout) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
        this.maxReply = maxReply;
        this.timeout = timeout;
    }

    /** Asks for what is at an address; whether it may be called is decided when it is sent. */
    public static HttpCall get(String url) {
        return of("GET", url);
    }

    /** Hands something to a service. */
    public static HttpCall post(String url) {
        return of("POST", url);
    }

    /** Uses any method. Only GET and HEAD count as free to repeat. */
    public static HttpCall of(String method, String url) {
        if (!TOKEN.matcher(method).matches()) {
            throw new IllegalArgumentException("not a method: '" + method + "'");
        }
        return new HttpCall(method.toUpperCase(Locale.ROOT), url, Map.of(), null, DEFAULT_MAX_REPLY, null);
    }

    /** The same with a header, which replaces one of that name. */
    public HttpCall header(String name, String value) {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("not a header name: '" + name + "'");
        }
        if (!HEADER_VALUE.matcher(value).matches()) {
            // The value may be a key with a line break at its end, so it is not shown.
            throw new IllegalArgumentException("the value of header '" + name + "' has characters that can't be sent");
        }
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.remove(name);
        more.put(name, value);
        return new HttpCall(method, url, more, body, maxReply, timeout);
    }

    /** The same with a body. */
    public HttpCall body(HttpBody body) {
        if (REPEATABLE.contains(method)) {
            throw new IllegalArgumentException("a " + method + " has no body");
        }
        return new HttpCall(method, url, headers, body, maxReply, timeout);
    }

    /** The same with a limit on the bytes of the reply, counted after decompression; 32 MiB unless told. */
    public HttpCall maxReply(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a reply has at least 0 bytes, not " + bytes);
        }
        return new HttpCall(method, url, headers, body, bytes, timeout);
    }

    /** The same with a limit on the time of the whole call, redirects and the reading of the reply included. */
    public HttpCall timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout is longer than nothing, not " + timeout);
        }
        return new HttpCall(method, url, headers, body, maxReply, timeout);
    }

    String method() {
        return method;
    }

    String url() {
        return url;
    }

    Map<String, String> headers() {
        return headers;
    }

    Optional<HttpBody> body() {
        return Optional.ofNullable(body);
    }

    long maxReply() {
        return maxReply;
    }

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    boolean repeatable() {
        return REPEATABLE.contains(method);
    }

    @Override
    public String toString() {
        return method + " " + UrlText.shown(url);
    }
}
