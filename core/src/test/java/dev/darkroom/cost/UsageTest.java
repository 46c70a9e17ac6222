// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final Usage INTENT = intent("op-1");

    @Test
    void anIntentHasNoPriceYet() {
        assertThat(INTENT.state()).isEqualTo(Usage.State.INTENT);
        assertThat(INTENT.cost()).isNull();
        assertThat(INTENT.units()).isEmpty();
    }

    @Test
    void aSettledCallKeepsWhatItWasFor() {
        Usage settled = INTENT.settled(Map.of("tokens", BigDecimal.TEN), Charge.reported(Money.usd("0.01")));

        assertThat(settled.state()).isEqualTo(Usage.State.SETTLED);
        assertThat(settled.cost()).isEqualTo(Money.usd("0.01"));
        assertThat(settled)
                .usingRecursiveComparison()
                .ignoringFields("units", "charge", "state")
                .isEqualTo(INTENT);
    }

    @Test
    void anUnknownPriceStaysUnknown() {
        assertThat(INTENT.settled(Map.of(), null).cost()).isNull();
        assertThat(INTENT.unsettled().cost()).isNull();
        assertThat(INTENT.unsettled().state()).isEqualTo(Usage.State.UNSETTLED);
    }

    @Test
    void whatIsExpectedStaysUntilTheEndIsKnown() {
        Charge most = new Charge(Money.usd("0.05"), LocalDate.of(2026, 8, 21));
        Usage expecting = INTENT.expecting(most);

        assertThat(expecting.state()).isEqualTo(Usage.State.INTENT);
        assertThat(expecting.charge()).isEqualTo(most);
        assertThat(expecting.unsettled().charge()).isEqualTo(most);
        assertThat(expecting.settled(Map.of(), null).charge()).isNull();
        assertThat(expecting
                        .settled(Map.of(), Charge.reported(Money.usd("0.02")))
                        .cost())
                .isEqualTo(Money.usd("0.02"));
        assertThatThrownBy(() -> INTENT.unsettled().expecting(most)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEndFollowsAnIntentAndStaysOnceItIsSettled() {
        Usage unsettled = INTENT.unsettled();
        Usage settled = INTENT.settled(Map.of("images", BigDecimal.ONE), Charge.reported(Money.usd("0.01")));

        assertThat(INTENT.then(unsettled)).isEqualTo(unsettled);
        assertThat(unsettled.then(INTENT)).isEqualTo(unsettled);
        assertThat(unsettled.then(settled)).isEqualTo(settled);
        assertThat(settled.then(unsettled)).isEqualTo(settled);
        assertThat(settled.then(INTENT.settled(Map.of(), null))).isEqualTo(settled);
    }

    @Test
    void copiesItsUnits() {
        Map<String, BigDecimal> units = new HashMap<>(Map.of("images", BigDecimal.ONE));
        Usage settled = INTENT.settled(units, null);
        units.clear();

        assertThat(settled.units()).containsEntry("images", BigDecimal.ONE);
    }

    @Test
    void needsTheIdOfItsOperation() {
        assertThatThrownBy(() -> intent(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Usage intent(String operation) {
        return Usage.intent(
                operation,
                Instant.EPOCH,
                new Usage.Purpose(1, "photo", "caption", 1, "user-7"),
                new Usage.Service("openai", "a-model", "caption"));
    }
}
