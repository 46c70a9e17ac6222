// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider takes for each unit of a model.
 *
 * <pre>{@code
 * Price.of("openai", "gpt-4o-mini", LocalDate.of(2026, 7, 24))
 *         .perMillion("input_tokens", Money.usd("0.15"))
 *         .perMillion("output_tokens", Money.usd("0.6"))
 *         .batch("0.5")
 *         .ends(LocalDate.of(2027, 1, 14));
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class Price {
    private static final String BATCH = "batch-";
    private static final String INPUT_TOKENS = "input_tokens";
    private static final int MILLION_DIGITS = 6;

    private final String provider;
    private final String model;
    private final LocalDate asOf;
    private final @Nullable LocalDate ends;
    private final @Nullable BigDecimal batch;
    private final @Nullable BigDecimal mostInput;
    private final Map<String, Money> units;

    private Price(
            String provider,
            String model,
            LocalDate asOf,
            @Nullable LocalDate ends,
            @Nullable BigDecimal batch,
            @Nullable BigDecimal mostInput,
            Map<String, Money> units) {
        this.provider = provider;
        this.model = model;
        this.asOf = asOf;
        this.ends = ends;
        this.batch = batch;
        this.mostInput = mostInput;
        this.units = Map.copyOf(units);
    }

    /**
     * Begins the price of a model.
     *
     * @param model the model, or {@code *} for those of the provider that have no price of their own
     * @param asOf the day on which the price was seen
     */
    public static Price of(String provider, String model, LocalDate asOf) {
        return new Price(provider, model, asOf, null, null, null, Map.of());
    }

    /** What one of this unit costs, such as {@code images:1024x1024:low} or {@code seconds}. */
    public Price each(String unit, Money cost) {
        Map<String, Money> changed = new HashMap<>(units);
        changed.put(unit, cost);
        if (changed.values().stream().map(Money::currency).distinct().count() > 1) {
            throw new IllegalArgumentException("the price of " + provider + " " + model
                    + " can't be in another currency for " + unit + " than for its other units");
        }
        return new Price(provider, model, asOf, ends, batch, mostInput, changed);
    }

    /** What a million of this unit cost, such as {@code input_tokens}. */
    public Price perMillion(String unit, Money cost) {
        return each(unit, new Money(cost.amount().movePointLeft(MILLION_DIGITS), cost.currency()));
    }

    /** Holds until the end of this day, and is unknown after it. */
    public Price ends(LocalDate lastDay) {
        return new Price(provider, model, asOf, lastDay, batch, mostInput, units);
    }

    /** What a call whose operation begins with {@code batch-} costs as a part of another one; unknown without this. */
    public Price batch(String factor) {
        return new Price(provider, model, asOf, ends, new BigDecimal(factor), mostInput, units);
    }

    /** Holds for calls with up to so many tokens of input of all kinds, and is unknown for larger ones. */
    public Price upToInputTokens(long most) {
        return new Price(provider, model, asOf, ends, batch, BigDecimal.valueOf(most), units);
    }

    PriceBook.Key key() {
        return new PriceBook.Key(provider, model);
    }

    Optional<Charge> charge(String operation, Map<String, BigDecimal> used, LocalDate day) {
        BigDecimal factor = operation.startsWith(BATCH) ? batch : BigDecimal.ONE;
        if (factor == null || (ends != null && day.isAfter(ends)) || isTooMuchInput(used)) {
            return Optional.empty();
        }
        BigDecimal sum = BigDecimal.ZERO;
        Currency currency = null;
        for (Map.Entry<String, BigDecimal> unit : used.entrySet()) {
            Money one = units.get(unit.getKey());
            if (one != null) {
                sum = sum.add(one.amount().multiply(unit.getValue()));
                currency = one.currency();
            } else if (unit.getValue().signum() != 0) {
                return Optional.empty();
            }
        }
        return currency == null
                ? Optional.empty()
                : Optional.of(new Charge(new Money(sum.multiply(factor), currency), asOf));
    }

    private boolean isTooMuchInput(Map<String, BigDecimal> used) {
        return mostInput != null
                && used.entrySet().stream()
                                .filter(unit -> unit.getKey().endsWith(INPUT_TOKENS))
                                .map(Map.Entry::getValue)
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .compareTo(mostInput)
                        > 0;
    }

    @Override
    public String toString() {
        return "price of " + provider + " " + model + " as of " + asOf;
    }
}
