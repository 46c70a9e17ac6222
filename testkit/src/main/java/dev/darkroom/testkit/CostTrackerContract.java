// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.cost.Charge;
import dev.darkroom.cost.CostTotal;
import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link CostTracker} promises. */
@Timeout(60)
public abstract class CostTrackerContract {
    private static final Instant NOON = Instant.parse("2025-01-15T12:00:00Z");
    private static final Map<String, BigDecimal> UNITS = Map.of("tokens", new BigDecimal("812"));

    @SuppressWarnings("NullAway") // set before each test
    private CostTracker costs;

    /** For subclasses. */
    protected CostTrackerContract() {}

    /** Returns a ledger with nothing in it. */
    protected abstract CostTracker newTracker() throws Exception;

    @BeforeEach
    public final void open() throws Exception {
        costs = newTracker();
    }

    @Test
    public void anIntentIsKeptAsItWasWritten() {
        Usage intent = intent("op-1", 7, "user-1");
        costs.record(List.of(intent));

        assertThat(costs.find("op-1")).contains(intent);
        assertThat(costs.find("op-2")).isEmpty();
    }

    @Test
    public void anEndReplacesItsIntent() {
        Usage intent = intent("op-1", 7, "user-1");
        costs.record(List.of(intent));
        costs.record(List.of(intent.settled(UNITS, Charge.reported(Money.usd("0.0000812")))));

        assertThat(costs.find("op-1")).contains(intent.settled(UNITS, Charge.reported(Money.usd("0.0000812"))));
        assertThat(costs.ofJob(7)).hasSize(1);
    }

    @Test
    public void aSettledCallIsNeverChangedAgain() {
        Usage intent = intent("op-1", 7, "user-1");
        Usage settled = intent.settled(UNITS, Charge.reported(Money.usd("0.01")));
        costs.record(List.of(settled));

        costs.record(List.of(intent));
        costs.record(List.of(intent.unsettled()));
        costs.record(List.of(intent.settled(UNITS, Charge.reported(Money.usd("99")))));

        assertThat(costs.find("op-1")).contains(settled);
    }

    @Test
    public void aCallWhoseEndWasUnknownCanStillBeSettled() {
        Usage intent = intent("op-1", 7, "user-1");
        costs.record(List.of(intent, intent.unsettled()));
        assertThat(costs.find("op-1").orElseThrow().state()).isEqualTo(Usage.State.UNSETTLED);

        costs.record(List.of(intent.settled(UNITS, null)));
        assertThat(costs.find("op-1").orElseThrow().state()).isEqualTo(Usage.State.SETTLED);
    }

    @Test
    public void callsOfAJobAreListedOldestFirst() {
        Usage late = Usage.intent("late", NOON.plusSeconds(5), purpose(7, "user-1"), service("large"));
        Usage early = Usage.intent("early", NOON, purpose(7, "user-1"), service("large"));
        costs.record(List.of(late, early, intent("other", 8, "user-1")));

        assertThat(costs.ofJob(7)).containsExactly(early, late);
    }

    @Test
    public void totalsAreExactAndApartByOwnerModelAndCurrency() {
        costs.record(List.of(
                ended("user-1", "small", Money.usd("0.0000001")),
                ended("user-1", "small", Money.usd("0.1")),
                ended("user-1", "small", Money.of("0.2", "EUR")),
                ended("user-1", "large", Money.usd("3")),
                ended("user-2", "small", Money.usd("4")),
                ended(null, "small", Money.usd("5"))));

        assertThat(costs.totals())
                .containsExactlyInAnyOrder(
                        total("user-1", "small", 3, 0, Money.of("0.2", "EUR"), Money.usd("0.1000001")),
                        total("user-1", "large", 1, 0, Money.usd("3")),
                        total("user-2", "small", 1, 0, Money.usd("4")),
                        total(null, "small", 1, 0, Money.usd("5")));
    }

    @Test
    public void anUnknownPriceIsCountedAndNeverZero() {
        costs.record(List.of(ended("user-1", "small", null), ended("user-1", "small", Money.usd("0.5"))));

        assertThat(costs.totals()).containsExactly(total("user-1", "small", 2, 1, Money.usd("0.5")));
    }

    @Test
    public void anIntentIsNotInTheTotalsYet() {
        costs.record(List.of(intent("op-1", 7, "user-1")));

        assertThat(costs.totals()).isEmpty();
    }

    private static Usage intent(String operation, long job, @Nullable String owner) {
        return Usage.intent(operation, NOON, purpose(job, owner), service("small"));
    }

    private static Usage ended(@Nullable String owner, String model, @Nullable Money cost) {
        return Usage.intent(UUID.randomUUID().toString(), NOON, purpose(7, owner), service(model))
                .settled(UNITS, cost == null ? null : Charge.reported(cost));
    }

    private static Usage.Purpose purpose(long job, @Nullable String owner) {
        return new Usage.Purpose(job, "photo", "embedding", 1, owner);
    }

    private static Usage.Service service(String model) {
        return new Usage.Service("openai", model, "embedding");
    }

    private static CostTotal total(@Nullable String owner, String model, long calls, long unpriced, Money... costs) {
        return new CostTotal(owner, "openai", model, calls, unpriced, List.of(costs));
    }
}
