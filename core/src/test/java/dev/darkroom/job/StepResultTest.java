// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepResultTest {
    private enum Kind {
        CAT
    }

    private record Caption(
            String text, @Nullable String language, Optional<Double> trust, Kind kind, List<Word> words) {}

    private record Word(String text, Map<String, BigDecimal> scores) {}

    private record Times(Instant at, LocalDate day, OffsetDateTime taken, Duration took) {}

    private record Shorter(String text) {}

    private record Circle(List<Object> others) {}

    @Test
    void readsNestedRecordsAgain() {
        Word word = new Word("cat", Map.of("sure", new BigDecimal("0.10")));
        Caption caption = new Caption("a cat", null, Optional.of(0.5), Kind.CAT, List.of(word));

        assertThat(again(caption)).isEqualTo(caption);
        assertThat(again(new Caption("", "de", Optional.empty(), Kind.CAT, List.of())))
                .isEqualTo(new Caption("", "de", Optional.empty(), Kind.CAT, List.of()));
    }

    @Test
    void readsTimesAgainAsTheyWere() {
        Times times = new Times(
                Instant.parse("2026-01-02T03:04:05.123456789Z"),
                LocalDate.of(2026, 1, 2),
                OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.ofHours(2)),
                Duration.ofMillis(1234));

        assertThat(again(times)).isEqualTo(times);
        assertThat(StepResult.of(times).json()).contains("\"2026-01-02\"", "+02:00", "PT1.234S");
    }

    @Test
    void keepsEvenWhatIsNoText() {
        Shorter odd = new Shorter("a\0b \\\uD83D c\uDC08 \uD83D\uDC08");

        assertThat(again(odd)).isEqualTo(odd);
        assertThat(StepResult.of(odd).json()).isEqualTo("{\"text\":\"a\\u0000b \\\\\\ud83d c\\udc08 \uD83D\uDC08\"}");
    }

    @Test
    void knowsTheTypeItWas() {
        StepResult result = StepResult.of(new Shorter("cat"));

        assertThat(result.is(Shorter.class)).isTrue();
        assertThat(result.is(Word.class)).isFalse();
    }

    @Test
    void passesOverFieldsThatTheTypeDoesNotHave() {
        StepResult result = StepResult.of(new Word("cat", Map.of()));

        assertThat(result.as(Shorter.class)).isEqualTo(new Shorter("cat"));
    }

    @Test
    void saysWhatCannotBeRead() {
        assertThatThrownBy(() -> new StepResult("com.example.Old", "{\"text\": [1]}").as(Shorter.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("com.example.Old")
                .hasMessageContaining(Shorter.class.getName());
        assertThatThrownBy(() -> new StepResult("x", "{").as(Shorter.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StepResult("x", "null").as(Shorter.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatCannotBeWritten() {
        List<Object> others = new ArrayList<>();
        Circle circle = new Circle(others);
        others.add(circle);

        assertThatThrownBy(() -> StepResult.of(circle))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Circle.class.getName());
    }

    private static Object again(Object value) {
        return StepResult.of(value).as(value.getClass());
    }
}
