// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.http.HttpReply;
import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.darkroom.paid.Paid;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A good reply.
 *
 * @param body what it says
 * @param request the name of the request as it is added to reasons, or nothing
 * @param rest how long the service has nothing left
 */
record ApiReply(JsonNode body, String request, Optional<Duration> rest) {

    static Optional<ApiReply> of(HttpReply reply) {
        return Wire.read(reply.body())
                .map(body -> new ApiReply(body, Refusals.request(reply), Waits.untilThereIsMore(reply)));
    }

    /** Ends a call that used so much; it rests as long as nothing is left. */
    <R> Paid<R> paid(R result, Map<String, BigDecimal> units) {
        Paid<R> paid = Paid.of(result, units);
        return rest.map(paid::thenResting).orElse(paid);
    }

    /** A reply that lacks what was paid for. */
    MaybeBilled lacking(String what) {
        return new MaybeBilled("answered well, but without " + what + request);
    }
}
