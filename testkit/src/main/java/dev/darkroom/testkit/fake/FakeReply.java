// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.fake;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a fake provider answers.
 *
 * @param status such as 200
 * @param headers by name
 * @param body the bytes, which must not be changed
 * @param billed what is billed for it, by unit; empty if it is free
 */
public record FakeReply(int status, Map<String, String> headers, byte[] body, Map<String, BigDecimal> billed) {

    /** Copies. */
    public FakeReply {
        headers = Map.copyOf(headers);
        billed = Map.copyOf(billed);
    }

    /** Answers with JSON, for nothing. */
    public static FakeReply json(int status, String json) {
        return new FakeReply(
                status, Map.of("content-type", "application/json"), json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** The same with a header. */
    public FakeReply header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new FakeReply(status, more, body, billed);
    }

    /** The same, billed. */
    public FakeReply billing(Map<String, BigDecimal> units) {
        return new FakeReply(status, headers, body, units);
    }
}
