// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.darkroom.cost.Budget;
import dev.darkroom.cost.BudgetAnswer.Exceeded;
import dev.darkroom.cost.BudgetAnswer.Held;
import dev.darkroom.cost.BudgetStanding;
import dev.darkroom.cost.Charge;
import dev.darkroom.cost.CostGroup;
import dev.darkroom.cost.CostQuery;
import dev.darkroom.cost.CostQuery.Part;
import dev.darkroom.cost.CostTotal;
import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.text.KeptText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link CostTracker} promises. */
@Timeout(60)
public abstract class CostTrackerContract {
    private static final Instant NOON = Instant.parse("2025-01-15T12:00:00Z");
    private static final Map<String, BigDecimal> UNITS = Map.of("tokens", new BigDecimal("812"));

    private static final CostGroup NO_GROUP = new CostGroup(null, null, null, null, null);
    private static final int THREADS = 64;

    private final ManualClock clock = new ManualClock();

    @SuppressWarnings("NullAway") // set before each test
    private CostTracker costs;

    /** For subclasses. */
    protected CostTrackerContract() {}

    /** Returns a ledger with nothing in it, whose budgets go by this clock. */
    protected abstract CostTracker newTracker(InstantSource clock) throws Exception;

    @BeforeEach
    public final void open() throws Exception {
        costs = newTracker(clock);
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

        assertThat(costs.totals(CostQuery.all().by(Part.OWNER, Part.PROVIDER, Part.MODEL)))
                .containsExactly(
                        total(null, "small", 1, 0, Money.usd("5")),
                        total("user-1", "large", 1, 0, Money.usd("3")),
                        total("user-1", "small", 3, 0, Money.of("0.2", "EUR"), Money.usd("0.1000001")),
                        total("user-2", "small", 1, 0, Money.usd("4")));
        assertThat(costs.totals(CostQuery.all()))
                .extracting(CostTotal::group, CostTotal::calls, CostTotal::costs)
                .containsExactly(tuple(NO_GROUP, 6L, List.of(Money.of("0.2", "EUR"), Money.usd("12.1000001"))));
    }

    @Test
    public void totalsTellDaysAndRecipesApart() {
        Instant midnight = Instant.parse("2025-01-16T00:00:00Z");
        costs.record(List.of(
                endedAt(midnight.minusMillis(1), "photo", Money.usd("1")),
                endedAt(midnight, "photo", Money.usd("2")),
                endedAt(midnight.plusSeconds(1), "logo", Money.usd("4")),
                endedAt(midnight.plusSeconds(2), "", Money.usd("8"))));

        assertThat(costs.totals(CostQuery.all().by(Part.DAY, Part.RECIPE)))
                .extracting(total -> total.group().day(), total -> total.group().recipe(), CostTotal::costs)
                .containsExactly(
                        tuple(LocalDate.of(2025, 1, 15), "photo", List.of(Money.usd("1"))),
                        tuple(LocalDate.of(2025, 1, 16), "", List.of(Money.usd("8"))),
                        tuple(LocalDate.of(2025, 1, 16), "logo", List.of(Money.usd("4"))),
                        tuple(LocalDate.of(2025, 1, 16), "photo", List.of(Money.usd("2"))));
        assertThat(sum(CostQuery.all().from(midnight))).containsExactly(Money.usd("14"));
        assertThat(sum(CostQuery.all().to(midnight))).containsExactly(Money.usd("1"));
        assertThat(sum(CostQuery.all().recipe("photo"))).containsExactly(Money.usd("3"));
        assertThat(sum(CostQuery.all().recipe("photo").from(midnight).to(midnight.plusSeconds(1))))
                .containsExactly(Money.usd("2"));
    }

    @Test
    public void totalsCanBeOfOneOwnerProviderOrModel() {
        costs.record(List.of(
                ended("user-1", "small", Money.usd("1")),
                ended("user-1", "large", Money.usd("2")),
                ended("user-2", "large", Money.usd("4")),
                ended(null, "large", Money.usd("8"))));

        assertThat(sum(CostQuery.all().owner("user-1"))).containsExactly(Money.usd("3"));
        assertThat(sum(CostQuery.all().model("large"))).containsExactly(Money.usd("14"));
        assertThat(sum(CostQuery.all().provider("openai").owner("user-2"))).containsExactly(Money.usd("4"));
        assertThat(costs.totals(CostQuery.all().provider("nobody"))).isEmpty();
    }

    @Test
    public void anUnknownPriceIsCountedAndNeverZero() {
        costs.record(List.of(ended("user-1", "small", null), ended("user-1", "small", Money.usd("0.5"))));

        assertThat(costs.totals(CostQuery.all().by(Part.OWNER, Part.PROVIDER, Part.MODEL)))
                .containsExactly(total("user-1", "small", 2, 1, Money.usd("0.5")));
    }

    @Test
    public void whatMayHaveBeenBilledIsShownApart() {
        costs.record(List.of(
                ended("user-1", "small", Money.usd("0.5")),
                call("op-1", "0.03").unsettled(),
                call("op-2", null).unsettled()));

        assertThat(costs.totals(CostQuery.all()))
                .containsExactly(
                        new CostTotal(NO_GROUP, 3, 1, 2, List.of(Money.usd("0.5")), List.of(Money.usd("0.03"))));
    }

    @Test
    public void anIntentIsNotInTheTotalsYet() {
        costs.record(List.of(call("op-1", "0.03")));

        assertThat(costs.totals(CostQuery.all())).isEmpty();
    }

    @Test
    public void aCallIsKeptWithItsPrice() {
        Usage expecting =
                intent("op-1", 7, "user-1").expecting(new Charge(Money.usd("0.03"), LocalDate.of(2026, 8, 21)));
        costs.record(List.of(expecting));
        assertThat(costs.find("op-1")).contains(expecting);

        Usage settled = expecting.settled(UNITS, new Charge(Money.usd("0.02"), LocalDate.of(2026, 9, 1)));
        costs.record(List.of(settled));
        assertThat(costs.find("op-1")).contains(settled);
    }

    // Budgets

    @Test
    public void manyCallsAtOnceNeverOverspend() throws Exception {
        Budget budget = Budget.of("all", Money.usd("1.00"));
        assertThat(heldAtOnce(budget, "first", "0.03")).hasSize(33);
        assertStanding(budget, "0", "0.99");

        List<Usage> held = IntStream.range(0, THREADS)
                .mapToObj(i -> call("first-" + i, "0.03"))
                .filter(call -> costs.hold(call, List.of(budget)) instanceof Held)
                .toList();
        assertThat(held).as("those that are held already").hasSize(33);
        costs.record(held.stream().map(call -> settled(call, "0.02")).toList());
        assertStanding(budget, "0.66", "0");

        assertThat(heldAtOnce(budget, "second", "0.03")).hasSize(11);
        assertStanding(budget, "0.66", "0.33");
    }

    @Test
    public void theEndOfACallCountsOnce() {
        Budget budget = Budget.of("all", Money.usd("1.00"));
        Usage call = held("op-1", "0.03", budget);

        costs.record(List.of(call));
        assertStanding(budget, "0", "0.03");
        for (int i = 0; i < 3; i++) {
            costs.record(List.of(settled(call, "0.02")));
            costs.release("op-1");
            assertStanding(budget, "0.02", "0");
        }
    }

    @Test
    public void whatIsNotKnownInTheEndCountsAsItWasExpected() {
        Budget budget = Budget.of("all", Money.usd("1.00"));
        Usage silent = held("silent", "0.03", budget);
        Usage foreign = held("foreign", "0.04", budget);
        Usage lost = held("lost", "0.05", budget);

        costs.record(List.of(silent.settled(UNITS, null)));
        costs.record(List.of(foreign.settled(UNITS, Charge.reported(Money.of("0.01", "EUR")))));
        costs.record(List.of(lost, lost.unsettled()));
        costs.record(List.of(lost.unsettled()));
        assertStanding(budget, "0.12", "0");

        costs.record(List.of(settled(lost, "0.01")));
        assertStanding(budget, "0.08", "0");
    }

    @Test
    public void aCallThatWasNotSentGivesBackWhatWasHeld() {
        Budget budget = Budget.of("all", Money.usd("1.00"));
        held("op-1", "0.60", budget);
        costs.release("op-1");
        costs.release("op-1");
        costs.release("unheard of");
        assertStanding(budget, "0", "0");

        held("op-2", "0.60", budget);
    }

    @Test
    public void aCallThatOneBudgetRefusesIsHeldInNone() {
        Budget wide = Budget.of("wide", Money.usd("1.00"));
        Budget narrow = Budget.of("a narrow one", Money.usd("0.10"));
        Usage call = call("op-1", "0.11");

        assertThat(costs.hold(call, List.of(wide, narrow)))
                .isEqualTo(new Exceeded(
                        narrow,
                        Money.usd("0.10"),
                        null,
                        "the budget 'a narrow one' of 0.1 USD has 0.1 USD left, and the call may cost 0.11 USD"));
        assertStanding(wide, "0", "0");
        assertStanding(narrow, "0", "0");
        costs.record(List.of(settled(call, "0.11")));
        assertStanding(wide, "0", "0");
    }

    @Test
    public void budgetsCountWhatTheyAreFor() {
        Budget perOwner = Budget.of("each", Money.usd("0.10")).perOwner();
        Budget second = Budget.of("second", Money.usd("0.05")).owner("user-2");
        Budget other = Budget.of("other", Money.usd("0")).provider("replicate");
        List<Budget> budgets = List.of(perOwner, second, other);

        assertThat(costs.hold(call("a", "0.08", "user-1"), budgets)).isInstanceOf(Held.class);
        assertThat(costs.hold(call("b", "0.08", "user-1"), budgets)).isInstanceOf(Exceeded.class);
        assertThat(costs.hold(call("c", "0.08", "user-2"), budgets)).isInstanceOf(Exceeded.class);
        assertThat(costs.hold(call("d", "0.05", "user-2"), budgets)).isInstanceOf(Held.class);
        assertThat(costs.hold(call("e", "0.08", null), budgets)).isInstanceOf(Held.class);
        assertThat(costs.hold(call("f", "0.08", null), budgets)).isInstanceOf(Exceeded.class);
        assertThat(costs.standing(perOwner, "user-2").held()).isEqualTo(Money.usd("0.05"));
        assertThat(costs.standing(perOwner, null).left()).isEqualTo(Money.usd("0.02"));
        assertThat(costs.standing(second, null).left()).isEqualTo(Money.usd("0"));
    }

    @Test
    public void onlyASoftBudgetLetsPassWhatIsTooMuchOrUnknown() {
        Budget hard = Budget.of("hard", Money.usd("1.00"));
        Budget soft = Budget.of("soft", Money.usd("0.10")).soft();
        Budget euros = Budget.of("euros", Money.of("1.00", "EUR"));
        Usage unknown = call("unknown", null);

        assertThat(costs.hold(unknown, List.of(soft, hard))).isInstanceOf(Exceeded.class);
        assertThat(costs.hold(call("dollars", "0.01"), List.of(soft, euros))).isInstanceOf(Exceeded.class);
        assertThat(costs.hold(unknown, List.of(soft))).isInstanceOf(Held.class);
        assertThat(costs.hold(call("much", "0.50"), List.of(soft))).isInstanceOf(Held.class);
        assertThat(costs.standing(soft, null).unpriced()).isEqualTo(1);
        assertThat(costs.standing(soft, null).left()).isEqualTo(Money.usd("-0.40"));

        costs.record(List.of(settled(unknown, "0.20")));
        assertThat(costs.standing(soft, null).unpriced()).isZero();
        assertStanding(soft, "0.20", "0.50");
    }

    @Test
    public void eachThresholdIsToldOnceInAPeriod() {
        Budget budget = Budget.of("all", Money.usd("1.00")).monthly().alertAt(0.9, 0.5);
        assertThat(alerts("a", "0.40", budget)).isEmpty();
        assertThat(alerts("b", "0.10", budget)).containsExactly("0.5 at 0.5 USD");
        assertThat(alerts("c", "0.10", budget)).isEmpty();
        costs.release("c");
        costs.release("b");
        assertThat(alerts("d", "0.55", budget)).containsExactly("0.9 at 0.95 USD");
        costs.release("d");
        assertThat(alerts("e", "0.60", budget)).isEmpty();

        clock.advance(Duration.ofDays(31));
        assertThat(alerts("f", "0.95", budget)).containsExactly("0.5 at 0.95 USD", "0.9 at 0.95 USD");
    }

    @Test
    public void aPeriodBeginsWithNothingUsed() {
        setClock("2025-01-31T23:30:00Z");
        Budget monthly = Budget.of("all", Money.usd("1.00")).monthly();
        Budget daily = Budget.of("today", Money.usd("0.50")).daily();
        Budget ever = Budget.of("ever", Money.usd("9"));
        Usage late = call("late", "0.40");
        assertThat(costs.hold(late, List.of(monthly, daily, ever))).isInstanceOf(Held.class);
        assertThat(costs.standing(monthly, null).until()).isEqualTo(Instant.parse("2025-02-01T00:00:00Z"));

        clock.advance(Duration.ofMinutes(30));
        assertStanding(monthly, "0", "0");
        assertStanding(daily, "0", "0");
        assertThat(costs.hold(call("next", "0.30"), List.of(monthly, daily, ever)))
                .isInstanceOf(Held.class);
        costs.record(List.of(settled(late, "0.35")));
        assertStanding(monthly, "0", "0.30");
        assertStanding(daily, "0", "0.30");
        assertStanding(ever, "0.35", "0.30");
        assertThat(costs.standing(monthly, null).until()).isEqualTo(Instant.parse("2025-03-01T00:00:00Z"));
    }

    @Test
    public void aRestingBudgetSaysWhenItBeginsAnew() {
        setClock("2025-01-15T18:00:00Z");
        Budget budget = Budget.of("today", Money.usd("0.10")).daily().resting();
        held("op-1", "0.08", budget);

        assertThat(rest(call("op-2", "0.08"), budget)).isEqualTo(Duration.ofHours(6));
        assertThat(rest(call("too large", "0.11"), budget)).isNull();
        assertThat(rest(call("unknown", null), budget)).isNull();
        Budget failing = Budget.of("all", Money.usd("0.05"));
        assertThat(rest(call("op-2", "0.08"), budget, failing)).isNull();
    }

    @Test
    public void whatACrashLeftBehindIsDroppedAfterAnHour() {
        Budget budget = Budget.of("all", Money.usd("1.00"));
        Usage intended = held("intended", "0.30", budget);
        held("crashed", "0.40", budget);
        costs.record(List.of(intended));

        clock.advance(Duration.ofMinutes(59));
        assertThat(costs.hold(call("too early", "0.50"), List.of(budget))).isInstanceOf(Exceeded.class);
        clock.advance(Duration.ofMinutes(2));
        held("in time", "0.50", budget);
        assertStanding(budget, "0", "0.80");

        costs.record(List.of(settled(intended, "0.25")));
        assertStanding(budget, "0.25", "0.50");
    }

    @Test
    public void theLongestNamesOfBudgetsAreToldApart() {
        for (String character : List.of("b", "\uD83D\uDC08")) {
            String name = character.repeat((KeptText.MAX_NAME - 2) / character.length());
            String owner = character.repeat((KeptText.MAX_ID - 2) / character.length());
            Usage call = call(character.repeat(KeptText.MAX_KEY / character.length()), "0.01", owner + "k ");
            Budget budget = Budget.of(name + "k", Money.usd("1")).perOwner().monthly();

            assertThat(costs.hold(call, List.of(budget))).isInstanceOf(Held.class);
            assertThat(costs.standing(budget, owner + "k ").held()).isEqualTo(Money.usd("0.01"));
            assertThat(costs.standing(budget, owner + "K ").held()).isEqualTo(Money.usd("0"));
            assertThat(costs.standing(budget, owner + "k").held()).isEqualTo(Money.usd("0"));
        }
    }

    @Test
    public void callsInManyBudgetsDoNotBlockEachOther() throws Exception {
        List<Budget> budgets = IntStream.range(0, 4)
                .mapToObj(i -> Budget.of("budget " + i, Money.usd("100")))
                .toList();
        List<Budget> reversed = List.of(budgets.get(3), budgets.get(2), budgets.get(1), budgets.get(0));
        together(i -> {
            Usage call = call("op-" + i, "0.03");
            assertThat(costs.hold(call, i % 2 == 0 ? budgets : reversed)).isInstanceOf(Held.class);
            costs.record(List.of(call));
            costs.record(List.of(settled(call, "0.02")));
            return true;
        });

        budgets.forEach(budget -> assertStanding(budget, "1.28", "0"));
    }

    /** Returns the numbers of those of many calls that were held, asked for all at once. */
    private List<Integer> heldAtOnce(Budget budget, String name, String most) throws Exception {
        List<Boolean> held = together(i -> costs.hold(call(name + "-" + i, most), List.of(budget)) instanceof Held);
        return IntStream.range(0, THREADS).filter(held::get).boxed().toList();
    }

    private static <T> List<T> together(IntFunction<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Callable<T>> works = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                works.add(() -> {
                    start.await();
                    return work.apply(number);
                });
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : pool.invokeAll(works)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private Usage held(String operation, String most, Budget budget) {
        Usage call = call(operation, most);
        assertThat(costs.hold(call, List.of(budget))).isInstanceOf(Held.class);
        return call;
    }

    private @Nullable Duration rest(Usage call, Budget... budgets) {
        return ((Exceeded) costs.hold(call, List.of(budgets))).rest();
    }

    private List<String> alerts(String operation, String most, Budget budget) {
        return ((Held) costs.hold(call(operation, most), List.of(budget)))
                .alerts().stream()
                        .map(alert -> alert.part() + " at " + alert.used())
                        .toList();
    }

    private void setClock(String time) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(time)));
    }

    private void assertStanding(Budget budget, String booked, String held) {
        BudgetStanding standing = costs.standing(budget, null);
        assertThat(standing.booked()).isEqualTo(Money.usd(booked));
        assertThat(standing.held()).isEqualTo(Money.usd(held));
    }

    private List<Money> sum(CostQuery query) {
        List<CostTotal> totals = costs.totals(query);
        assertThat(totals).hasSize(1);
        return totals.get(0).costs();
    }

    private static Usage call(String operation, @Nullable String most) {
        return call(operation, most, "user-1");
    }

    private static Usage call(String operation, @Nullable String most, @Nullable String owner) {
        return intent(operation, 7, owner).expecting(most == null ? null : Charge.reported(Money.usd(most)));
    }

    private static Usage settled(Usage call, String cost) {
        return call.settled(UNITS, Charge.reported(Money.usd(cost)));
    }

    private static Usage endedAt(Instant at, String recipe, Money cost) {
        return Usage.intent(
                        UUID.randomUUID().toString(),
                        at,
                        new Usage.Purpose(7, recipe, "embedding", 1, null),
                        service("small"))
                .settled(UNITS, Charge.reported(cost));
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
        return new CostTotal(
                new CostGroup(owner, "openai", model, null, null), calls, unpriced, 0, List.of(costs), List.of());
    }
}
