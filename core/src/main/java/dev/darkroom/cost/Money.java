// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount in a currency.
 *
 * @param amount the decimal amount, at any scale: a call may cost a millionth
 * @param currency its currency; amounts of two currencies are never added
 */
public record Money(BigDecimal amount, Currency currency) {

    /** Drops zeros at the end, so that equal amounts are equal values. */
    public Money {
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    /** Makes an amount in the currency with this ISO 4217 code. */
    public static Money of(String amount, String currencyCode) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currencyCode));
    }

    /** Makes an amount in US dollars. */
    public static Money usd(String amount) {
        return of(amount, "USD");
    }

    /** Adds an amount in the same currency. */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("can't add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }
}
