// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.job.StepResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private static final Analysis ANALYSIS = new Analysis(
            "caption", 2, "gpt-6-luna", "{\"caption\":\"A \\\"red\\\" bicycle\",\"tags\":[\"wall\"],\"more\":1}");

    record Caption(String caption, List<String> tags) {}

    @Test
    void isReadAsARecordOfTheHosts() {
        assertThat(ANALYSIS.as(Caption.class)).isEqualTo(new Caption("A \"red\" bicycle", List.of("wall")));
    }

    @Test
    void isKeptAsTheResultOfAStep() {
        assertThat(StepResult.of(ANALYSIS).as(Analysis.class)).isEqualTo(ANALYSIS);
    }

    @Test
    void saysWhatItCantBeReadAs() {
        assertThatThrownBy(() -> new Analysis("caption", 1, "m", "[1]").as(Caption.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Caption");
    }
}
