// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import dev.darkroom.cost.BudgetAnswer.Exceeded;
import dev.darkroom.cost.BudgetAnswer.Held;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * A budget has one row, whatever its period: with the first call of a new period it counts from nothing, and what was put
 * aside before is forgotten, since it belongs to what nobody asks for any more. So all holds of a key are of the period of
 * its row. Rows are locked in the order of their keys, so that no two callers wait for each other.
 */
/**
 * How budgets are counted. This is for implementations of {@link CostTracker}: they say how the rows are read and written,
 * and call this inside one transaction, or while nobody else can.
 *
 * @param <E> what goes wrong with the rows
 */
public abstract class BudgetBook<E extends Exception> {
    private static final Duration LONGEST_WITHOUT_INTENT = Duration.ofHours(1);

    /** For subclasses. */
    protected BudgetBook() {}

    /** Finds the count of a key. */
    protected abstract Optional<BudgetCount> find(String key) throws E;

    /** Keeps the count of a key still until the end of the transaction, and returns it, if it is known. */
    protected abstract Optional<BudgetCount> lock(String key) throws E;

    /** Keeps the count of a key still as it does {@link #lock}, and makes it if it is not known. */
    protected abstract BudgetCount lockOrAdd(String key, BudgetCount first) throws E;

    /** Replaces the count of a key. */
    protected abstract void write(String key, BudgetCount count) throws E;

    /** Returns the holds of a call. */
    protected abstract List<BudgetHold> holds(String operation) throws E;

    /**
     * Returns the holds of a key that were made before a time, are not booked, and whose call is not in the ledger, or is
     * {@linkplain Usage#isCertain certain} there.
     */
    protected abstract List<BudgetHold> abandoned(String key, Instant before) throws E;

    /** Adds a hold. */
    protected abstract void add(BudgetHold hold) throws E;

    /** Replaces a hold by one with the same operation and place; returns false if it is not there as it was. */
    protected abstract boolean replace(BudgetHold old, BudgetHold now) throws E;

    /** Removes a hold; returns false if it is not there as it was. */
    protected abstract boolean remove(BudgetHold hold) throws E;

    /** Removes all holds of a key. */
    protected abstract void removeAll(String key) throws E;

    /** Does what {@link CostTracker#hold} says. */
    public final BudgetAnswer hold(Usage intent, List<Budget> budgets, Instant now) throws E {
        List<Counted> counted = new ArrayList<>();
        for (Map.Entry<String, Budget> budget : counting(intent, budgets).entrySet()) {
            counted.add(present(budget.getKey(), budget.getValue(), now));
        }
        if (counted.isEmpty() || !holds(intent.operation()).isEmpty()) {
            return new Held(List.of());
        }
        Optional<Exceeded> exceeded = exceeded(intent, counted, now);
        return exceeded.isPresent() ? exceeded.get() : putAside(intent, counted, now);
    }

    /** A budget with its count, which is locked. */
    private record Counted(Budget budget, String key, BudgetCount count) {

        BigDecimal left() {
            return budget.limit().amount().subtract(count.used());
        }

        Money money(BigDecimal amount) {
            return new Money(amount, budget.limit().currency());
        }

        @Nullable
        BigDecimal most(Usage intent) {
            return BudgetHold.amountIn(budget.limit().currency(), intent.cost());
        }

        boolean refuses(Usage intent) {
            BigDecimal most = most(intent);
            return !budget.isSoft() && (most == null || most.compareTo(left()) > 0);
        }
    }

    private static NavigableMap<String, Budget> counting(Usage intent, List<Budget> budgets) {
        if (intent.state() != Usage.State.INTENT) {
            throw new IllegalArgumentException("the call " + intent.operation() + " is " + intent.state()
                    + ", so nothing can be put aside for it any more");
        }
        NavigableMap<String, Budget> byKey = new TreeMap<>();
        for (Budget budget : budgets) {
            if (byKey.put(budget.key(intent.purpose().owner()), budget) != null) {
                throw new IllegalArgumentException("two budgets would count together as '" + budget.name() + "'");
            }
        }
        byKey.values().removeIf(budget -> !budget.counts(intent));
        return byKey;
    }

    /** Locks a count and brings it up to date: a new period begins, and what a crash left behind is dropped. */
    private Counted present(String key, Budget budget, Instant now) throws E {
        Instant period = budget.periodAt(now);
        BudgetCount known = lockOrAdd(key, BudgetCount.none(period));
        BudgetCount present = known.in(period);
        if (present.period().isAfter(known.period())) {
            removeAll(key);
        }
        for (BudgetHold hold : abandoned(key, now.minus(LONGEST_WITHOUT_INTENT))) {
            present = remove(hold) ? present.minus(hold.share()) : present;
        }
        if (!present.equals(known)) {
            write(key, present);
        }
        return new Counted(budget, key, present);
    }

    /** Of several budgets that refuse a call, tells the one that does so for longest. */
    private static Optional<Exceeded> exceeded(Usage intent, List<Counted> counted, Instant now) {
        return counted.stream()
                .filter(one -> one.refuses(intent))
                .map(one -> exceeded(intent, one, now))
                .max(Comparator.comparing(Exceeded::rest, Comparator.nullsLast(Comparator.naturalOrder())));
    }

    private static Exceeded exceeded(Usage intent, Counted counted, Instant now) {
        Budget budget = counted.budget();
        BigDecimal most = counted.most(intent);
        Money left = counted.money(counted.left());
        String needed = most == null
                ? "what the call costs in its currency is not known"
                : "the call may cost " + counted.money(most);
        String reason = budget.inWords(intent.purpose().owner()) + " has " + left + " left, and " + needed;
        return new Exceeded(budget, left, rest(budget, most, now), reason);
    }

    /** What is larger than the whole limit fits into no period. */
    private static @Nullable Duration rest(Budget budget, @Nullable BigDecimal most, Instant now) {
        boolean mayFit = most != null && most.compareTo(budget.limit().amount()) <= 0;
        return budget.isResting() && mayFit
                ? budget.periodEnd(now).map(end -> Duration.between(now, end)).orElse(null)
                : null;
    }

    private Held putAside(Usage intent, List<Counted> counted, Instant now) throws E {
        List<BudgetAlert> alerts = new ArrayList<>();
        for (int place = 0; place < counted.size(); place++) {
            alerts.addAll(putAside(intent, counted.get(place), place, now));
        }
        return new Held(alerts);
    }

    private List<BudgetAlert> putAside(Usage intent, Counted counted, int place, Instant now) throws E {
        Currency currency = counted.budget().limit().currency();
        BudgetHold hold =
                new BudgetHold(intent.operation(), place, counted.key(), now, counted.most(intent), currency, false);
        BudgetCount count = counted.count().plus(hold.share());
        List<BigDecimal> crossed = crossed(counted.budget(), count);
        add(hold);
        write(counted.key(), crossed.isEmpty() ? count : count.told(crossed.get(crossed.size() - 1)));
        return crossed.stream()
                .map(part ->
                        new BudgetAlert(counted.budget(), intent.purpose().owner(), part, counted.money(count.used())))
                .toList();
    }

    private static List<BigDecimal> crossed(Budget budget, BudgetCount count) {
        return budget.alerts().stream()
                .filter(part -> part.compareTo(count.told()) > 0)
                .filter(part -> part.multiply(budget.limit().amount()).compareTo(count.used()) <= 0)
                .toList();
    }

    /** Books calls whose end was written to the ledger just now, inside the same transaction. */
    public final void end(Collection<Usage> ends) throws E {
        Map<String, Usage> byOperation = new TreeMap<>();
        List<BudgetHold> holds = new ArrayList<>();
        for (Usage end : ends) {
            byOperation.put(end.operation(), end);
            holds.addAll(holds(end.operation()));
        }
        NavigableMap<String, BudgetCount> counts = lockAll(holds);
        for (BudgetHold hold : holds) {
            Usage end = byOperation.get(hold.operation());
            BudgetCount count = counts.get(hold.key());
            if (end != null && count != null) {
                counts.put(hold.key(), ended(hold, end, count));
            }
        }
        writeAll(counts);
    }

    private BudgetCount ended(BudgetHold hold, Usage end, BudgetCount count) throws E {
        if (end.state() == Usage.State.SETTLED) {
            return remove(hold) ? count.minus(hold.share()).plus(hold.settled(end.cost())) : count;
        }
        if (end.state() == Usage.State.FREE) {
            return remove(hold) ? count.minus(hold.share()) : count;
        }
        BudgetHold booked = hold.booked();
        boolean isNews = !hold.isBooked() && replace(hold, booked);
        return isNews ? count.minus(hold.share()).plus(booked.share()) : count;
    }

    /** Does what {@link CostTracker#release} says. */
    public final void release(String operation) throws E {
        List<BudgetHold> holds = holds(operation);
        NavigableMap<String, BudgetCount> counts = lockAll(holds);
        for (BudgetHold hold : holds) {
            BudgetCount count = counts.get(hold.key());
            if (count != null && remove(hold)) {
                counts.put(hold.key(), count.minus(hold.share()));
            }
        }
        writeAll(counts);
    }

    private NavigableMap<String, BudgetCount> lockAll(List<BudgetHold> holds) throws E {
        NavigableMap<String, BudgetCount> counts = new TreeMap<>();
        for (String key :
                holds.stream().map(BudgetHold::key).distinct().sorted().toList()) {
            Optional<BudgetCount> count = lock(key);
            if (count.isPresent()) {
                counts.put(key, count.get());
            }
        }
        return counts;
    }

    private void writeAll(NavigableMap<String, BudgetCount> counts) throws E {
        for (Map.Entry<String, BudgetCount> count : counts.entrySet()) {
            write(count.getKey(), count.getValue());
        }
    }

    /** Does what {@link CostTracker#standing} says. */
    public final BudgetStanding standing(Budget budget, @Nullable String owner, Instant now) throws E {
        Instant period = budget.periodAt(now);
        BudgetCount count =
                find(budget.key(owner)).map(known -> known.in(period)).orElse(BudgetCount.none(period));
        return new BudgetStanding(
                new Money(count.booked(), budget.limit().currency()),
                new Money(count.held(), budget.limit().currency()),
                new Money(
                        budget.limit().amount().subtract(count.used()),
                        budget.limit().currency()),
                count.unpriced(),
                budget.periodEnd(now).orElse(null));
    }
}
