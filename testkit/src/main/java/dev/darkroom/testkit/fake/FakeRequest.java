// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.fake;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A request as it came. */
public final class FakeRequest {
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final byte[] body;

    FakeRequest(String method, String path, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** Returns the method, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** Returns the path, without the query. */
    public String path() {
        return path;
    }

    /** Returns a header by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns the bytes, which must not be changed. */
    public byte[] body() {
        return body;
    }

    /** Returns the body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
