// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.http.HttpFailure;
import dev.darkroom.http.HttpFailure.Kind;
import dev.darkroom.http.HttpReply;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.darkroom.paid.CallFailure.Refused;
import dev.darkroom.paid.CallFailure.RefusedForNow;
import java.time.Duration;
import java.util.Optional;

/*
 * The names of errors are asked before the status: a 429 may be a limit that passes, an empty account, or a request that is
 * larger than any minute's worth. What a gateway answers (502, 504 and their like) is never taken for a refusal, even when
 * it is dressed up as one: OpenAI's own gateway does that, and the service behind it may have done the work.
 */
/** Tells what a bad reply means: the one place where that is decided. */
final class Refusals {
    private static final Duration WAIT_OF_CROWDS = Duration.ofSeconds(30);
    private static final Duration WAIT_OF_SLOWING_DOWN = Duration.ofMinutes(1);
    private static final int NO_SUCH_KEY = 401;
    private static final int NO_CREDIT = 402;

    private Refusals() {}

    static CallFailure of(HttpReply reply) {
        ErrorBody error = ErrorBody.of(reply);
        String reason = byStatus(reply).getMessage() + error.words() + request(reply);
        if (meansEveryCall(reply.status(), error)) {
            return Refused.everyCall(reason);
        }
        return switch (kind(reply, error)) {
            case TRY_LATER -> new RefusedForNow(reason, wait(reply, error).orElse(null));
            case MAYBE_DONE -> new MaybeBilled(reason);
            default -> new Refused(reason);
        };
    }

    private static boolean meansEveryCall(int status, ErrorBody error) {
        boolean ours = status / 100 == 4;
        return status == NO_SUCH_KEY
                || status == NO_CREDIT
                || (ours && error.saysNoMoney())
                || (ours && error.is("unsupported_country_region_territory"));
    }

    private static Kind kind(HttpReply reply, ErrorBody error) {
        Kind kind = byStatus(reply).kind();
        if (kind == Kind.MAYBE_DONE) {
            return kind;
        }
        if (error.saysTooLargeForAnyMinute()) {
            return Kind.REFUSED;
        }
        return reply.header("x-should-retry")
                .map(word -> switch (word) {
                    case "true" -> Kind.TRY_LATER;
                    case "false" -> Kind.REFUSED;
                    default -> kind;
                })
                .orElse(kind);
    }

    private static HttpFailure byStatus(HttpReply reply) {
        try {
            reply.requireSuccess();
        } catch (HttpFailure e) {
            return e;
        }
        throw new IllegalStateException("a good reply is no refusal");
    }

    private static Optional<Duration> wait(HttpReply reply, ErrorBody error) {
        Optional<Duration> asked = Waits.askedBy(reply, error);
        if (asked.isEmpty() && error.is("server_is_overloaded")) {
            return Optional.of(WAIT_OF_CROWDS);
        }
        return asked.isEmpty() && error.is("slow_down") ? Optional.of(WAIT_OF_SLOWING_DOWN) : asked;
    }

    /** Returns the name of the request, which its support asks for. */
    static String request(HttpReply reply) {
        return reply.header("x-request-id")
                .filter(id -> id.matches("[A-Za-z0-9_-]{1,80}"))
                .map(id -> " (request " + id + ")")
                .orElse("");
    }
}
