// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final RandomGenerator LEAST = () -> 0L;
    private static final RandomGenerator MOST = () -> -1L;

    @Test
    void noneNeverTriesAgain() {
        assertThat(rests(Backoff.none(), LEAST)).isEmpty();
    }

    @Test
    void fixedRestsTheSameEachTime() {
        assertThat(rests(Backoff.fixed(SECOND), LEAST)).containsExactly(SECOND, SECOND, SECOND);
        assertThat(rests(Backoff.fixed(SECOND).retries(1), LEAST)).containsExactly(SECOND);
    }

    @Test
    void aListIsFollowedAndItsLastEntryRepeated() {
        Backoff list = Backoff.list(SECOND, SECOND.multipliedBy(5));

        assertThat(rests(list, LEAST)).containsExactly(SECOND, SECOND.multipliedBy(5));
        assertThat(rests(list.retries(3), LEAST))
                .containsExactly(SECOND, SECOND.multipliedBy(5), SECOND.multipliedBy(5));
        assertThat(rests(list.retries(1), LEAST)).containsExactly(SECOND);
    }

    @Test
    void exponentialDoublesUpToItsCap() {
        Backoff backoff = Backoff.exponential(SECOND, SECOND.multipliedBy(5)).retries(5);

        assertThat(rests(backoff, LEAST)).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 5L, 5L);
    }

    @Test
    void aFifthOfAnExponentialRestIsLeftToChance() {
        Backoff backoff = Backoff.exponential(SECOND, SECOND.multipliedBy(60));

        assertThat(rests(backoff, MOST)).extracting(Duration::toMillis).containsExactly(800L, 1600L, 3200L);
    }

    @Test
    void theCapHoldsHoweverManyRetriesThereWere() {
        Backoff backoff = Backoff.exponential(SECOND, SECOND.multipliedBy(60)).retries(Integer.MAX_VALUE);

        assertThat(backoff.before(Integer.MAX_VALUE, LEAST)).contains(SECOND.multipliedBy(60));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(() -> Backoff.fixed(SECOND).retries(-1), "-1");
        assertRefused(() -> Backoff.fixed(SECOND.negated()), "PT-1S");
        assertRefused(() -> Backoff.list(SECOND, SECOND.negated()), "PT-1S");
        assertRefused(() -> Backoff.exponential(SECOND, SECOND.negated()), "PT-1S");
        assertRefused(() -> new Backoff.Listed(1, List.of()), "at least one");
        assertRefused(() -> new Backoff.Exponential(1, SECOND, 0.5, SECOND, 0), "0.5");
        assertRefused(() -> new Backoff.Exponential(1, SECOND, 2, SECOND, 1.5), "1.5");
        assertRefused(() -> new Backoff.Exponential(1, SECOND, Double.NaN, SECOND, 0), "NaN");
    }

    private static void assertRefused(Runnable call, String named) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static List<Duration> rests(Backoff backoff, RandomGenerator random) {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(retry -> backoff.before(retry, random))
                .flatMap(Optional::stream)
                .toList();
    }
}
