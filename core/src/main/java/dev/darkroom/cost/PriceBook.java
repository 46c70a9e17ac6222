// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What calls cost by the prices that providers publish.
 *
 * <pre>{@code
 * PriceBook prices = PriceBook.builtIn().with(Price.of("openai", "our-model", LocalDate.of(2026, 11, 1))
 *         .perMillion("input_tokens", Money.usd("0.15")));
 * }</pre>
 *
 * <p>The book estimates; what a provider reports or bills is right where the two differ. It is exact and rounds nothing. A
 * price holds until its last day, if it is known to have one; on the day after it is unknown. Where providers take less
 * beyond some number of calls, or nothing for the first ones of a month, the book takes the highest of these prices: its
 * charges are never too low for that. Units are counted apart: {@code cached_input_tokens} are not among the
 * {@code input_tokens}.
 *
 * <p>Immutable, so safe to share between threads.
 */
public final class PriceBook {
    private static final String ANY_MODEL = "*";

    private final Map<Key, Price> prices;
    private final boolean hasBuiltIn;

    private PriceBook(Map<Key, Price> prices, boolean hasBuiltIn) {
        this.prices = Map.copyOf(prices);
        this.hasBuiltIn = hasBuiltIn;
    }

    /** Read when somebody first asks for a price, which most who start a Darkroom don't. */
    private static final class BuiltIn {
        static final Map<Key, Price> PRICES =
                PriceFile.read().stream().collect(Collectors.toUnmodifiableMap(Price::key, price -> price));
    }

    /** Returns the book that comes with this version; each of its prices has the day on which it was seen. */
    public static PriceBook builtIn() {
        return new PriceBook(Map.of(), true);
    }

    /** Returns a book without prices, in which all is unknown. */
    public static PriceBook empty() {
        return new PriceBook(Map.of(), false);
    }

    /** The same book with these prices in place of those that it has for the same models. */
    public PriceBook with(Price... more) {
        Map<Key, Price> changed = new HashMap<>(prices);
        for (Price price : more) {
            changed.put(price.key(), price);
        }
        return new PriceBook(changed, hasBuiltIn);
    }

    /**
     * Works out what a call costs on a day. It is unknown unless each unit of which something was used has a price that
     * holds on that day.
     *
     * @param service what is called; an operation that begins with {@code batch-} costs as much as a batch does
     * @param units how much of each unit is used, such as {@code input_tokens}, {@code images} or {@code seconds}
     */
    public Optional<Charge> charge(Usage.Service service, Map<String, BigDecimal> units, LocalDate day) {
        Price price = find(new Key(service.provider(), service.model()));
        if (price == null) {
            price = find(new Key(service.provider(), ANY_MODEL));
        }
        return price == null ? Optional.empty() : price.charge(service.operation(), units, day);
    }

    private @Nullable Price find(Key key) {
        Price own = prices.get(key);
        return own == null && hasBuiltIn ? BuiltIn.PRICES.get(key) : own;
    }

    /** What a price is found by. */
    record Key(String provider, String model) {}
}
