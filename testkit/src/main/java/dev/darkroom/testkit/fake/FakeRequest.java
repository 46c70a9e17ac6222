// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.fake;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param method such as {@code POST}
 * @param path without the query
 * @param query what comes behind the path, or nothing
 * @param headers by name in lower case
 * @param body the bytes, which must not be changed
 */
public record FakeRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {

    /** Copies the headers. */
    public FakeRequest {
        headers = Map.copyOf(headers);
    }

    /** Returns a header by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns the body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
