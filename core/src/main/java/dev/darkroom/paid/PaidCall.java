// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.cost.Usage;
import dev.darkroom.limit.Fare;
import dev.darkroom.limit.LimitRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call that costs money, before it is made.
 *
 * <pre>{@code
 * PaidCall<Vector> call = PaidCall.of(new Usage.Service("acme", "small", "embedding"), ACME, operation -> client.embed(text))
 *         .expecting(Map.of("input_tokens", BigDecimal.valueOf(900)))
 *         .limitedBy(LimitRule.perMinute("acme/embedding", 20))
 *         .repeatable();
 * Vector vector = context.pay(call);
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy. A call whose reply was lost is not made again by itself, since it may
 * have been billed, unless it says that it is {@link #repeatable}.
 *
 * @param <R> what the call brings
 */
public final class PaidCall<R> {
    private final Usage.Service service;
    private final Guard guard;
    private final Sender<R> sender;
    private final Optional<Estimate> estimate;
    private final List<Fare> limits;
    private final boolean repeatable;

    /**
     * Sends the request, and sorts what comes of it.
     *
     * @param <R> what the call brings
     */
    @FunctionalInterface
    public interface Sender<R> {

        /**
         * Sends it once.
         *
         * @param operation the id of the call in the ledger, for providers that take one along
         */
        Paid<R> send(String operation) throws CallFailure, InterruptedException;
    }

    /**
     * Works out what a call uses at most. It is asked once it is the call's turn, before the call is in the ledger: what takes
     * work, such as making the picture smaller that is sent, is best done here, so that calls which a limit holds back cost
     * nothing.
     */
    @FunctionalInterface
    public interface Estimate {

        /** Returns how much of each unit it uses at most; nothing where that is not known. */
        Map<String, BigDecimal> atMost() throws IOException, InterruptedException;
    }

    private PaidCall(
            Usage.Service service,
            Guard guard,
            Sender<R> sender,
            Optional<Estimate> estimate,
            List<Fare> limits,
            boolean repeatable) {
        this.service = service;
        this.guard = guard;
        this.sender = sender;
        this.estimate = estimate;
        this.limits = limits;
        this.repeatable = repeatable;
    }

    /** A call of a service, that shares this guard with other calls of its provider. */
    public static <R> PaidCall<R> of(Usage.Service service, Guard guard, Sender<R> sender) {
        return new PaidCall<>(service, guard, sender, Optional.empty(), List.of(), false);
    }

    /** The same, which uses at most so much, by unit: what budgets hold until it is known what it used. */
    public PaidCall<R> expecting(Map<String, BigDecimal> atMost) {
        Map<String, BigDecimal> known = Map.copyOf(atMost);
        return expecting(() -> known);
    }

    /** The same, which uses at most what is worked out when it is the call's turn. */
    public PaidCall<R> expecting(Estimate estimate) {
        return new PaidCall<>(service, guard, sender, Optional.of(estimate), limits, repeatable);
    }

    /** The same, taking a permit of this rule. */
    public PaidCall<R> limitedBy(LimitRule rule) {
        return limitedBy(rule, 1);
    }

    /** The same, taking so many permits of this rule, such as tokens. */
    public PaidCall<R> limitedBy(LimitRule rule, long amount) {
        List<Fare> more = new ArrayList<>(limits);
        more.add(new Fare(rule, amount));
        return new PaidCall<>(service, guard, sender, estimate, List.copyOf(more), repeatable);
    }

    /** The same, so cheap and without effect that paying twice is better than failing when a reply is lost. */
    public PaidCall<R> repeatable() {
        return new PaidCall<>(service, guard, sender, estimate, limits, true);
    }

    Usage.Service service() {
        return service;
    }

    Guard guard() {
        return guard;
    }

    Sender<R> sender() {
        return sender;
    }

    Optional<Estimate> estimate() {
        return estimate;
    }

    List<Fare> limits() {
        return limits;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    @Override
    public String toString() {
        return service.operation() + " by " + service.provider() + " " + service.model();
    }
}
