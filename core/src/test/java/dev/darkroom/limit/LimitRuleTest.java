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

    @Test
    void everyShapeSaysWhatMakesNoSense() {
        assertRefused(() -> LimitRule.sliding(HOUR, "openai", -1), "-1");
        assertRefused(() -> LimitRule.bucket(HOUR, "openai", 1, 0), "'openai'");
        assertRefused(() -> LimitRule.bucket(HOUR, "openai", 0, 1), "'openai'");
        assertRefused(() -> LimitRule.spaced(Duration.ofDays(400), "openai"), "PT9600H");
        assertRefused(() -> LimitRule.per(Duration.ofDays(300), "openai", Long.MAX_VALUE / 10), "can't be counted");
        assertRefused(() -> LimitRule.perMinute("openai", 5).waiting(HOUR.negated()), "PT-1H");
    }

    @Test
    void readsLikeASentence() {
        assertThat(LimitRule.perMinute("openai", 20)).hasToString("20 in 1m for openai");
        assertThat(LimitRule.sliding(HOUR, "openai", 5).failing()).hasToString("5 in any 1h for openai, or fails");
        assertThat(LimitRule.bucket(Duration.ofMinutes(1), "openai", 60, 10).waiting(Duration.ofSeconds(5)))
                .hasToString("60 in 1m and 10 at once for openai, or waits up to 5s");
        assertThat(LimitRule.spaced(Duration.ofSeconds(1), "openai").parking(HOUR))
                .hasToString("1 every 1s for openai, or is parked for 1h");
    }

    @Test
    void isEqualToWhatSaysTheSame() {
        LimitRule rule = LimitRule.bucket(HOUR, "openai", 60, 10);

        assertThat(rule)
                .isEqualTo(LimitRule.bucket(HOUR, "openai", 60, 10))
                .hasSameHashCodeAs(LimitRule.bucket(HOUR, "openai", 60, 10));
        assertThat(rule)
                .isNotIn(
                        LimitRule.bucket(HOUR, "openai", 60, 11),
                        LimitRule.bucket(HOUR, "other", 60, 10),
                        LimitRule.per(HOUR, "openai", 60),
                        rule.parking(HOUR),
                        rule.waiting(HOUR),
                        rule.failing());
    }

    private static void assertRefused(Runnable call, String named) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
