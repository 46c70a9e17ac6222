// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.limit.LimitRule;
import dev.darkroom.process.StepOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTest {
    private static final Step PLAIN = Step.of("caption", context -> StepOutcome.done("done"));

    @Test
    void isRequiredAndUnconditionalUnlessSaidOtherwise() {
        assertThat(PLAIN.isRequired()).isTrue();
        assertThat(PLAIN.after()).isEmpty();
        assertThat(PLAIN.afterEnd()).isEmpty();
        assertThat(PLAIN.condition()).isEmpty();
        assertThat(PLAIN.limit()).isEmpty();
        assertThat(PLAIN.backoff().retries()).isEqualTo(3);
        assertThat(PLAIN.timeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void keepsAllThatWasSet() {
        LimitRule limit = LimitRule.perMinute("openai", 5);
        Step step = PLAIN.named("words")
                .optional()
                .after("a", "b")
                .after("c", "c")
                .afterEnd("d")
                .when(facts -> true)
                .retry(Backoff.none())
                .timeout(Duration.ofSeconds(1))
                .limit(limit);

        assertThat(step).hasToString("words (optional)");
        assertThat(step.processor()).isSameAs(PLAIN.processor());
        assertThat(step.isRequired()).isFalse();
        assertThat(step.after()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(step.afterEnd()).containsExactly("d");
        assertThat(step.condition()).isPresent();
        assertThat(step.backoff()).isEqualTo(Backoff.none());
        assertThat(step.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(step.limit()).contains(limit);
    }

    @Test
    void aChangedCopyLeavesTheFirstAsItWas() {
        Step changed = PLAIN.named("other").optional().after("a");

        assertThat(changed.name()).isEqualTo("other");
        assertThat(PLAIN.name()).isEqualTo("caption");
        assertThat(PLAIN.isRequired()).isTrue();
        assertThat(PLAIN.after()).isEmpty();
    }

    @Test
    void needsSomeTimeForATry() {
        assertThatThrownBy(() -> PLAIN.timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'caption'")
                .hasMessageContaining("PT0S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Caption", "a b", "-a", "a.b"})
    void hasAPlainName(String name) {
        assertThatThrownBy(() -> PLAIN.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }
}
