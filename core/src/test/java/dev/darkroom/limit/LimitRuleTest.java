// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitRuleTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void parksForHalfAMinuteUnlessSaidOtherwise() {
        LimitRule rule = LimitRule.perMinute("openai", 5);

        assertThat(rule)
                .isEqualTo(LimitRule.per(Duration.ofMinutes(1), "openai", 5).parking(Duration.ofSeconds(30)));
        assertThat(rule.parking(HOUR).park()).isEqualTo(HOUR);
        assertThat(LimitRule.per(HOUR, "openai", 5)).isNotEqualTo(rule);
    }

    @Test
    void saysWhatMakesNoSense() {
        assertRefused(() -> LimitRule.perMinute(" ", 5), "key");
        assertRefused(() -> LimitRule.perMinute("openai", 0), "'openai'");
        assertRefused(() -> LimitRule.per(Duration.ZERO, "openai", 5), "PT0S");
        assertRefused(() -> LimitRule.perMinute("openai", 5).parking(HOUR.negated()), "PT-1H");
    }

    private static void assertRefused(Runnable call, String named) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
