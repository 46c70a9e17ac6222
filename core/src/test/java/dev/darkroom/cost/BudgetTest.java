// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private static final Money ONE = Money.usd("1");
    private static final Budget BUDGET = Budget.of("all", ONE);

    @ParameterizedTest
    @CsvSource({
        "2025-02-28T23:59:59.999999Z, 2025-02-28T00:00:00Z, 2025-03-01T00:00:00Z, 2025-02-01T00:00:00Z, 2025-03-01T00:00:00Z",
        "2025-03-01T00:00:00Z, 2025-03-01T00:00:00Z, 2025-03-02T00:00:00Z, 2025-03-01T00:00:00Z, 2025-04-01T00:00:00Z",
        "2024-12-31T12:00:00Z, 2024-12-31T00:00:00Z, 2025-01-01T00:00:00Z, 2024-12-01T00:00:00Z, 2025-01-01T00:00:00Z"
    })
    void daysAndMonthsAreThoseOfUtc(Instant now, Instant day, Instant nextDay, Instant month, Instant nextMonth) {
        assertThat(BUDGET.daily().periodAt(now)).isEqualTo(day);
        assertThat(BUDGET.daily().periodEnd(now)).contains(nextDay);
        assertThat(BUDGET.monthly().periodAt(now)).isEqualTo(month);
        assertThat(BUDGET.monthly().periodEnd(now)).contains(nextMonth);
        assertThat(BUDGET.periodEnd(now)).isEmpty();
    }

    @Test
    void budgetsOfDifferentKindsAreCountedApart() {
        assertThat(List.of(
                        BUDGET.key("anna"),
                        BUDGET.daily().key("anna"),
                        BUDGET.monthly().key("anna"),
                        BUDGET.perOwner().key("anna"),
                        BUDGET.perOwner().key("bert"),
                        BUDGET.perOwner().key(null),
                        Budget.of("all", Money.of("1", "EUR")).key("anna"),
                        Budget.of("other", ONE).key("anna")))
                .doesNotHaveDuplicates();
        assertThat(BUDGET.key("anna")).isEqualTo(BUDGET.soft().alertAt(0.1).key("bert"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b"})
    void aNameIsNeitherBlankNorHasASlash(String name) {
        assertThatThrownBy(() -> Budget.of(name, ONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatCanNotBeMeant() {
        assertThatThrownBy(() -> Budget.of("all", Money.usd("-1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BUDGET.alertAt(0.5, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoBudgetsThatWouldCountTogetherAreRefused() {
        CostTracker costs = CostTracker.inMemory(InstantSource.system());
        Usage intent = Usage.intent(
                "op-1",
                Instant.EPOCH,
                new Usage.Purpose(1, "photo", "caption", 1, null),
                new Usage.Service("openai", "a-model", "caption"));

        assertThatThrownBy(
                        () -> costs.hold(intent, List.of(BUDGET, BUDGET.soft().provider("replicate"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'all'");
        assertThatThrownBy(() -> costs.hold(intent.unsettled(), List.of(BUDGET)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
