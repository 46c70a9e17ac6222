// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.cost.Budget;
import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.PriceBook;
import dev.darkroom.cost.Usage;
import dev.darkroom.limit.Turnstile;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/*
 * From the outside in: what holds calls back without a trace comes first, so that thousands of steps which are over a
 * limit write nothing. A permit is taken before the intent is written, and the budget is asked in between: a refused budget
 * wastes a permit, but a refused permit never holds money. Repeating is inside of the intent, since it repeats only what
 * surely wasn't billed: one call in the ledger, however often it knocked.
 */
/** Makes paid calls: the one place where limits, budgets, guards and the ledger are stacked around a request. */
public final class PaidCalls {
    private final Turnstile turnstile;
    private final CostTracker costs;
    private final PriceBook prices;
    private final List<Budget> budgets;
    private final InstantSource clock;
    private final ConcurrentMap<Guard, Gate> gates = new ConcurrentHashMap<>();

    /**
     * Makes a stack, which keeps how its providers fare.
     *
     * @param turnstile what gives permits
     * @param costs the ledger, which also keeps what budgets hold
     * @param prices what calls cost whose providers don't say it
     * @param budgets what may be spent
     * @param clock the time
     */
    public PaidCalls(
            Turnstile turnstile, CostTracker costs, PriceBook prices, List<Budget> budgets, InstantSource clock) {
        this.turnstile = turnstile;
        this.costs = costs;
        this.prices = prices;
        this.budgets = List.copyOf(budgets);
        this.clock = clock;
    }

    /** Makes a call, and returns what it brought. */
    public <R> R pay(PaidCall<R> call, Payer payer) throws CallFailure, InterruptedException {
        Gate gate = gates.computeIfAbsent(call.guard(), guard -> new Gate(guard, clock));
        Permits permits = new Permits(turnstile, call.limits());
        Bill bill = new Bill(call, prices, clock);

        RecordedCall.Book book = new RecordedCall.Book(costs, budgets, clock);
        String operation = payer.newOperation();
        Call<R> direct = () -> call.sender().send(operation);
        Call<R> timed = new TimedCall<>(direct, call.guard());
        Call<R> retried = new RetriedCall<>(timed, permits);
        Call<R> recorded = new RecordedCall<>(retried, operation, call, bill, payer, book);
        Call<R> limited = new LimitedCall<>(recorded, permits);
        return gate.let(limited).result();
    }

    /** Ends a call after which the provider went on working, now that it is known what it used. */
    public Optional<Usage> settled(String operation, Map<String, BigDecimal> units) {
        return costs.find(operation)
                .filter(begun -> !begun.isCertain())
                .map(begun -> units.isEmpty()
                        ? begun.free()
                        : begun.settled(units, Bill.priced(prices, begun.service(), units, clock)));
    }
}
