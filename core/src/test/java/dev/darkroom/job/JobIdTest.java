// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"42", " 42 ", "042"})
    void readsWhatAPersonTypes(String text) {
        assertThat(JobId.parse(text)).isEqualTo(new JobId(42)).hasToString("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#42", "4 2", "99999999999999999999"})
    void saysWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> JobId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a job's id is a number, not '" + text + "'");
    }

    @Test
    void aLaterJobHasAHigherNumber() {
        assertThat(new JobId(9)).isLessThan(new JobId(10));
    }
}
