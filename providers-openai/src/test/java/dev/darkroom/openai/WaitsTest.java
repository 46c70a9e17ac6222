// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitsTest {
    @ParameterizedTest
    @CsvSource({"12ms, 12", "1s, 1000", "1.6s, 1600", "6m0s, 360000", "1h2m3.5s, 3723500", "0s, 0"})
    void readsLengthsOfTime(String text, long millis) {
        assertThat(Waits.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0", "1700000000", "soon", "1.2.3s", "5d", "-1s"})
    void takesNothingElseForOne(String text) {
        assertThat(Waits.parse(text)).isEmpty();
    }
}
