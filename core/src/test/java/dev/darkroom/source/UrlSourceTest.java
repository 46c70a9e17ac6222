// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class UrlSourceTest {
    private final MockWebServer server = new MockWebServer();
    private GuardedHttp http;
    private ImageSource source;

    @BeforeEach
    void start() throws Exception {
        server.start();
        http = GuardedHttp.builder()
                .allowHost(server.getHostName(), server.getPort())
                .build();
        source = ImageSource.urls(http);
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"400, MISSING", "401, FORBIDDEN", "403, FORBIDDEN", "404, MISSING", "410, MISSING", "451, FORBIDDEN"})
    void someStatusesAreForEver(int status, Reason reason) {
        server.enqueue(new MockResponse.Builder().code(status).build());

        assertThatThrownBy(() -> source.fetch(ref(), 1000))
                .isInstanceOfSatisfying(
                        ImageRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining("answered " + status)
                .hasMessageNotContaining("signature");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void someStatusesPass(int status) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", "7")
                .build());

        assertThatThrownBy(() -> source.fetch(ref(), 1000))
                .isInstanceOfSatisfying(
                        HttpFailure.class, e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void refusesPrivateNetworks() {
        assertThatThrownBy(() -> source.fetch(ImageRef.url("http://169.254.169.254/latest/meta-data/"), 1000))
                .isInstanceOfSatisfying(
                        ImageRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN));
    }

    @Test
    void saysTheNumbersOfAPictureThatIsTooLarge() {
        server.enqueue(new MockResponse.Builder().body("12345").build());

        assertThatThrownBy(() -> source.fetch(ref(), 4))
                .isInstanceOfSatisfying(
                        ImageRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
                .hasMessageContaining("5 bytes")
                .hasMessageContaining("limit of 4");
    }

    private ImageRef ref() {
        return ImageRef.url(server.url("/cat.png?signature=s").toString());
    }
}
