// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void addsExactly() {
        assertThat(Money.usd("0.1").plus(Money.usd("0.2"))).isEqualTo(Money.usd("0.3"));
        assertThat(Money.usd("1000000").plus(Money.usd("0.0000001"))).hasToString("1000000.0000001 USD");
    }

    @Test
    void equalAmountsAreEqual() {
        assertThat(Money.usd("1.50")).isEqualTo(Money.usd("1.5")).hasSameHashCodeAs(Money.usd("1.5"));
        assertThat(Money.usd("0.00")).isEqualTo(Money.usd("0"));
        assertThat(Money.usd("1")).isNotEqualTo(Money.of("1", "EUR"));
    }

    @Test
    void neverAddsTwoCurrencies() {
        assertThatThrownBy(() -> Money.usd("1").plus(Money.of("1", "EUR")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("can't add EUR to USD");
    }

    @Test
    void isWrittenPlainly() {
        assertThat(Money.of("100", "EUR")).hasToString("100 EUR");
        assertThat(Money.usd("0.00000001")).hasToString("0.00000001 USD");
    }

    @Test
    void refusesWhatIsNoMoney() {
        assertThatThrownBy(() -> Money.usd("a lot")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.of("1", "GOLD")).isInstanceOf(IllegalArgumentException.class);
    }
}
