// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.fake;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a fake provider answers. Immutable: each method returns a changed copy. */
public final class FakeReply {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Map<String, BigDecimal> billed;

    private FakeReply(int status, Map<String, String> headers, byte[] body, Map<String, BigDecimal> billed) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.billed = Map.copyOf(billed);
    }

    /** Answers with bytes, which the caller no longer changes, for nothing. */
    public static FakeReply of(int status, String mediaType, byte[] body) {
        return new FakeReply(status, Map.of("content-type", mediaType), body, Map.of());
    }

    /** Answers with JSON, for nothing. */
    public static FakeReply json(int status, String json) {
        return of(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with a header. */
    public FakeReply header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new FakeReply(status, more, body, billed);
    }

    /** The same, billed by these units. */
    public FakeReply billing(Map<String, BigDecimal> units) {
        return new FakeReply(status, headers, body, units);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    Map<String, BigDecimal> billed() {
        return billed;
    }
}
