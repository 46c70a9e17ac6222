// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import dev.darkroom.text.KeptText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much paid calls may cost together.
 *
 * <pre>{@code
 * Budget.of("thumbnails", Money.usd("20")).monthly();                         // all calls, or the step fails
 * Budget.of("each user", Money.usd("0.50")).perOwner().daily().resting();     // the step waits for the next day
 * Budget.of("openai", Money.usd("100")).provider("openai").monthly().soft();  // only alerts
 * }</pre>
 *
 * <p>What is used is counted under the budget's name, its period and its currency: another limit or another threshold goes
 * on counting, and another name begins anew. Days and months are those of UTC.
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class Budget {
    private static final List<BigDecimal> USUAL_ALERTS = fractions(0.8, 1);

    private final String name;
    private final Money limit;
    private final boolean soft;
    private final boolean resting;
    private final boolean perOwner;
    private final Every every;
    private final @Nullable String owner;
    private final @Nullable String provider;
    private final List<BigDecimal> alerts;

    private enum Every {
        EVER(""),
        DAY(" a day"),
        MONTH(" a month");

        private final String words;

        Every(String words) {
            this.words = words;
        }
    }

    private Budget(
            String name,
            Money limit,
            boolean soft,
            boolean resting,
            boolean perOwner,
            Every every,
            @Nullable String owner,
            @Nullable String provider,
            List<BigDecimal> alerts) {
        this.name = name;
        this.limit = limit;
        this.soft = soft;
        this.resting = resting;
        this.perOwner = perOwner;
        this.every = every;
        this.owner = owner;
        this.provider = provider;
        this.alerts = alerts;
    }

    /**
     * A hard limit for all calls together, once for ever, that alerts at 80 and at 100 percent.
     *
     * @param name the name, at most {@value KeptText#MAX_NAME} characters and without a slash
     */
    public static Budget of(String name, Money limit) {
        KeptText.check("name of a budget", name, KeptText.MAX_NAME);
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException("the name of a budget is not blank and has no slash: '" + name + "'");
        }
        if (limit.amount().signum() < 0) {
            throw new IllegalArgumentException("a budget can't be below zero: " + limit);
        }
        return new Budget(name, limit, false, false, false, Every.EVER, null, null, USUAL_ALERTS);
    }

    /** Counts each day anew. */
    public Budget daily() {
        return new Budget(name, limit, soft, resting, perOwner, Every.DAY, owner, provider, alerts);
    }

    /** Counts each month anew. */
    public Budget monthly() {
        return new Budget(name, limit, soft, resting, perOwner, Every.MONTH, owner, provider, alerts);
    }

    /** Gives each owner the whole limit; calls without an owner have it together. */
    public Budget perOwner() {
        return new Budget(name, limit, soft, resting, true, every, null, provider, alerts);
    }

    /** Counts only calls for one owner. */
    public Budget owner(String owner) {
        KeptText.check("owner of a budget", owner, KeptText.MAX_ID);
        return new Budget(name, limit, soft, resting, false, every, owner, provider, alerts);
    }

    /** Counts only calls to one provider. */
    public Budget provider(String provider) {
        return new Budget(name, limit, soft, resting, perOwner, every, owner, provider, alerts);
    }

    /** Lets calls pass that go over the limit, or whose cost is unknown: it only alerts. */
    public Budget soft() {
        return new Budget(name, limit, true, resting, perOwner, every, owner, provider, alerts);
    }

    /** Lets a step that goes over the limit rest until the day or the month is over, instead of failing. */
    public Budget resting() {
        return new Budget(name, limit, soft, true, perOwner, every, owner, provider, alerts);
    }

    /** Alerts when these parts of the limit are used, such as 0.5 and 0.9, once in each period. */
    public Budget alertAt(double... parts) {
        return new Budget(name, limit, soft, resting, perOwner, every, owner, provider, fractions(parts));
    }

    private static List<BigDecimal> fractions(double... parts) {
        if (Arrays.stream(parts).anyMatch(part -> part <= 0)) {
            throw new IllegalArgumentException("a budget alerts at parts above zero, not " + Arrays.toString(parts));
        }
        return Arrays.stream(parts)
                .sorted()
                .distinct()
                .mapToObj(BigDecimal::valueOf)
                .toList();
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns how much calls may cost in each period. */
    public Money limit() {
        return limit;
    }

    /** Whether it only alerts. */
    public boolean isSoft() {
        return soft;
    }

    /** Whether it counts a call. */
    public boolean counts(Usage usage) {
        return (owner == null || owner.equals(usage.purpose().owner()))
                && (provider == null || provider.equals(usage.service().provider()));
    }

    /** Returns under which key a tracker counts the calls for an owner; two budgets with one key count together. */
    public String key(@Nullable String callsOwner) {
        String common = every + "/" + limit.currency().getCurrencyCode() + "/" + name;
        String whose = perOwner && callsOwner != null ? callsOwner : "";
        return perOwner ? common + "/" + whose : common;
    }

    /** Returns when the period began that is at this time; one for ever began in 1970. */
    public Instant periodAt(Instant now) {
        return switch (every) {
            case EVER -> Instant.EPOCH;
            case DAY -> start(day(now));
            case MONTH -> start(day(now).withDayOfMonth(1));
        };
    }

    /** Returns when the period ends that is at this time, if it does. */
    public Optional<Instant> periodEnd(Instant now) {
        LocalDate first = day(periodAt(now));
        return switch (every) {
            case EVER -> Optional.empty();
            case DAY -> Optional.of(start(first.plusDays(1)));
            case MONTH -> Optional.of(start(first.plusMonths(1)));
        };
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    boolean isResting() {
        return resting;
    }

    List<BigDecimal> alerts() {
        return alerts;
    }

    String inWords(@Nullable String callsOwner) {
        String whose =
                perOwner ? " for " + (callsOwner == null ? "calls without an owner" : "'" + callsOwner + "'") : "";
        return "the budget '" + name + "' of " + limit + every.words + whose;
    }

    @Override
    public String toString() {
        return "budget '" + name + "' of " + limit + every.words;
    }
}
