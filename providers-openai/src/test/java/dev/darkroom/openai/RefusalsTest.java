// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.darkroom.paid.CallFailure.Refused;
import dev.darkroom.paid.CallFailure.RefusedForNow;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What recorded refusals mean. */
class RefusalsTest {
    @RegisterExtension
    private final Service service = new Service();

    @ParameterizedTest
    @CsvSource({
        "400, error_400_param.json, invalid_value",
        "400, error_400_moderation_blocked.json, moderation_blocked",
        "400, error_400_content_policy_legacy.json, content_policy_violation",
        "404, error_404_model_not_found.json, model_not_found",
        "404, error_compatible_plain_string.json, answered 404",
        "429, error_429_request_too_large.json, rate_limit_exceeded",
        "401, error_401_invalid_key.json, invalid_api_key",
        "429, error_429_insufficient_quota.json, insufficient_quota",
        "429, error_429_credit_balance.json, credit_balance_exhausted"
    })
    void forGood(int status, String recorded, String named) {
        Refused refused = failure(status, recorded, Map.of("x-request-id", "req_7"), Refused.class);

        assertThat(refused).hasMessageContaining(named).hasMessageContaining("req_7");
    }

    @Test
    void moderationSaysWhatItBlocked() {
        Refused refused = failure(400, "error_400_moderation_blocked.json", Map.of(), Refused.class);

        assertThat(refused).hasMessageContaining("other");
    }

    @ParameterizedTest
    @CsvSource({
        "500, error_500.json, ",
        "503, error_503_overloaded.json, 30000",
        "429, error_429_rate_limit.json, 1600",
        "429, error_429_slow_down.json, 60000",
        "429, error_500.json, ",
        "503, error_502_html.html, "
    })
    void forNow(int status, String recorded, Long wait) {
        RefusedForNow refused = failure(status, recorded, Map.of(), RefusedForNow.class);

        assertThat(refused.wanted().map(Duration::toMillis).orElse(null)).isEqualTo(wait);
    }

    @Test
    void headersSayBetterThanWordsHowLong() {
        Map<String, String> headers = Map.of("retry-after", "5", "x-ratelimit-remaining-tokens", "0");
        assertThat(waitOf(headers)).contains(Duration.ofSeconds(5));

        Map<String, String> fine = Map.of("retry-after", "2", "retry-after-ms", "1200");
        assertThat(waitOf(fine)).contains(Duration.ofMillis(1_200));
    }

    @Test
    void whenABudgetIsFullAgainIsOnlyAskedIfNothingIsLeft() {
        Map<String, String> left = Map.of("x-ratelimit-remaining-requests", "3", "x-ratelimit-reset-requests", "20s");
        assertThat(failure(429, "error_500.json", left, RefusedForNow.class).wanted())
                .isEmpty();

        Map<String, String> none = Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", "20s");
        assertThat(failure(429, "error_500.json", none, RefusedForNow.class).wanted())
                .contains(Duration.ofSeconds(20));

        Map<String, String> azure = Map.of("x-ratelimit-remaining-requests", "-1", "x-ratelimit-reset-requests", "0");
        assertThat(failure(429, "error_500.json", azure, RefusedForNow.class).wanted())
                .isEmpty();
    }

    @Test
    void theServicesOwnWordOnRetriesIsHeeded() {
        failure(500, "error_500.json", Map.of("x-should-retry", "false"), Refused.class);
        failure(409, "error_400_param.json", Map.of("x-should-retry", "true"), RefusedForNow.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504, 524})
    void whatAGatewayAnswersIsNoRefusalWhateverItLooksLike(int status) {
        failure(status, "error_502_html.html", Map.of(), MaybeBilled.class);
        failure(status, "error_500.json", Map.of("x-should-retry", "true"), MaybeBilled.class);
    }

    @Test
    void aServerThatOnlySpeaksLikeItMayNumberItsErrors() {
        service.answers(response -> response.code(429).body("{\"error\":{\"message\":\"busy\",\"code\":429}}"));

        assertThat(failed(RefusedForNow.class)).hasMessageContaining(": 429");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{\"data\":[", "", "7", "<html></html>"})
    void aGoodReplyThatCantBeReadMayHaveBeenBilled(String body) {
        service.answers(response -> response.body(body));

        failed(MaybeBilled.class);
    }

    private Optional<Duration> waitOf(Map<String, String> headers) {
        return failure(429, "error_429_rate_limit.json", headers, RefusedForNow.class)
                .wanted();
    }

    private <F extends CallFailure> F failure(int status, String recorded, Map<String, String> headers, Class<F> type) {
        service.answers(status, recorded, headers);
        return failed(type);
    }

    private <F extends CallFailure> F failed(Class<F> type) {
        try (GuardedHttp http =
                GuardedHttp.builder().allowPrivateNetworks().allowAnyPort().build()) {
            Api api = new Api(service.settings(), http);
            return catchThrowableOfType(type, () -> api.post("/embeddings", "m", "{}", Duration.ofSeconds(5)));
        }
    }
}
