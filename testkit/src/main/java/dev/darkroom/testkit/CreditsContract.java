// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.cost.CreditAccounts;
import dev.darkroom.cost.CreditAnswer;
import dev.darkroom.cost.CreditAnswer.Moved;
import dev.darkroom.cost.CreditAnswer.Refused;
import dev.darkroom.cost.CreditEntry;
import dev.darkroom.cost.CreditMove;
import dev.darkroom.cost.Credits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Credits} promises. */
@Timeout(60)
public abstract class CreditsContract {
    private static final String ANNA = "anna";
    private static final int THREADS = 8;

    private final ManualClock clock = new ManualClock();

    @SuppressWarnings("NullAway") // set before each test
    private Credits credits;

    /** For subclasses. */
    protected CreditsContract() {}

    /** Returns a ledger with nothing in it that goes by this clock. */
    protected abstract Credits newCredits(InstantSource clock) throws Exception;

    @BeforeEach
    public final void open() throws Exception {
        credits = newCredits(clock);
    }

    @Test
    public void anOwnerWhomNobodyKnowsHasNothing() {
        assertThat(credits.balance(ANNA)).isEqualTo(CreditAccounts.EMPTY);
        assertThat(credits.entries(ANNA, 10)).isEmpty();
        assertThat(credits.reserve(ANNA, 15, "batch")).isInstanceOf(Refused.class);
    }

    @Test
    public void creditsGoFromIssuedToAvailableToReservedToSpent() {
        credits.grant(ANNA, 100, "welcome");
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 100, 0, 0));

        credits.reserve(ANNA, 45, "batch");
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 55, 45, 0));

        credits.settle(ANNA, "batch", 45, "batch/settled");
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 55, 0, 45));
    }

    @Test
    public void anAnswerTellsWhatMovedWhenAndWhatIsLeft() {
        credits.grant(ANNA, 100, "welcome");
        clock.advance(Duration.ofMinutes(1));

        CreditEntry entry = moved(credits.reserve(ANNA, 45, "batch"));

        assertThat(entry)
                .isEqualTo(new CreditEntry(
                        2,
                        clock.instant(),
                        new CreditMove(CreditMove.Kind.RESERVE, ANNA, "batch", 45, "batch"),
                        new CreditAccounts(0, -45, 45, 0),
                        new CreditAccounts(-100, 55, 45, 0)));
        assertThat(credits.entries(ANNA, 1)).containsExactly(entry);
    }

    @Test
    public void aReservationOverWhatIsAvailableIsRefusedWithBothNumbersAndMovesNothing() {
        credits.grant(ANNA, 40, "welcome");

        assertThat(credits.reserve(ANNA, 45, "batch"))
                .isEqualTo(new Refused(40, 45, "'anna' has 40 credits available, and 45 are needed"));
        assertThat(credits.balance(ANNA).available()).isEqualTo(40);
        assertThat(credits.entries(ANNA, 10)).hasSize(1);
    }

    @Test
    public void aRefusedReservationMayBeAskedForAgain() {
        credits.grant(ANNA, 40, "welcome");
        credits.reserve(ANNA, 45, "batch");
        credits.grant(ANNA, 5, "gift");

        assertThat(moved(credits.reserve(ANNA, 45, "batch")).after().available())
                .isZero();
    }

    @Test
    public void whatASettlementDoesNotSpendIsAvailableAgain() {
        credits.grant(ANNA, 100, "welcome");
        credits.reserve(ANNA, 45, "batch");

        assertThat(moved(credits.settle(ANNA, "batch", 30, "batch/settled")).change())
                .isEqualTo(new CreditAccounts(0, 15, -45, 30));
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 70, 0, 30));
    }

    @Test
    public void aReleasedReservationIsAvailableAgainAsAWhole() {
        credits.grant(ANNA, 100, "welcome");
        credits.reserve(ANNA, 45, "batch");

        credits.release(ANNA, "batch", "batch/released");

        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 100, 0, 0));
    }

    @Test
    public void aReservationEndsOnce() {
        credits.grant(ANNA, 100, "welcome");
        credits.reserve(ANNA, 45, "batch");
        credits.reserve(ANNA, 45, "other");
        credits.release(ANNA, "batch", "batch/released");

        assertThat(credits.settle(ANNA, "batch", 45, "batch/settled"))
                .isEqualTo(new Refused(0, 45, "the reservation 'batch' of 'anna' has ended already"));
        assertThat(credits.release(ANNA, "batch", "batch/again")).isInstanceOf(Refused.class);
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 55, 45, 0));
    }

    @Test
    public void noMoreIsSpentThanWasReserved() {
        credits.grant(ANNA, 100, "welcome");
        credits.reserve(ANNA, 45, "batch");
        credits.reserve(ANNA, 45, "other");

        assertThatThrownBy(() -> credits.settle(ANNA, "batch", 46, "batch/settled"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("batch", "45", "46");
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 10, 90, 0));
    }

    @Test
    public void aReservationThatIsNotThereIsAMistake() {
        credits.grant(ANNA, 100, "welcome");
        credits.grant("ben", 100, "welcome");
        credits.reserve("ben", 45, "batch");

        assertThatThrownBy(() -> credits.settle(ANNA, "batch", 45, "batch/settled"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'anna' has no reservation 'batch'");
        assertThatThrownBy(() -> credits.refund(ANNA, "welcome", 1, "refund"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void noMoreIsRefundedOfAReservationThanWasSpentOfIt() {
        credits.grant(ANNA, 100, "welcome");
        credits.reserve(ANNA, 30, "other");
        credits.settle(ANNA, "other", 30, "other/settled");
        credits.reserve(ANNA, 45, "batch");
        assertThat(credits.refund(ANNA, "batch", 15, "early")).isInstanceOf(Refused.class);
        credits.settle(ANNA, "batch", 30, "batch/settled");

        assertThat(credits.refund(ANNA, "batch", 20, "first")).isInstanceOf(Moved.class);
        assertThat(credits.refund(ANNA, "batch", 15, "second"))
                .isEqualTo(new Refused(
                        10, 15, "of the reservation 'batch' of 'anna' 10 credits are spent, so 15 can't be refunded"));
        assertThat(credits.refund(ANNA, "batch", 10, "third")).isInstanceOf(Moved.class);
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 70, 0, 30));
    }

    @Test
    public void aResetMakesAnAmountAvailableWhetherThatIsMoreOrLess() {
        credits.grant(ANNA, 100, "welcome");
        credits.reserve(ANNA, 45, "batch");

        credits.reset(ANNA, 1_000, "2025-01");
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-1_045, 1_000, 45, 0));

        credits.reset(ANNA, 0, "2025-02");
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-45, 0, 45, 0));
    }

    @Test
    public void aResetThatChangedNothingCountsAllTheSame() {
        credits.reset(ANNA, 1_000, "2025-01");
        credits.reset(ANNA, 1_000, "2025-02");
        credits.reserve(ANNA, 400, "batch");

        credits.reset(ANNA, 1_000, "2025-02");

        assertThat(credits.balance(ANNA).available()).isEqualTo(600);
    }

    @Test
    public void aRepeatGetsTheSameAnswerAndMovesNothing() {
        List<CreditAnswer> first = movesOfEachKind();
        CreditAccounts balance = credits.balance(ANNA);
        clock.advance(Duration.ofDays(1));

        assertThat(movesOfEachKind()).isEqualTo(first).allMatch(Moved.class::isInstance);
        assertThat(credits.balance(ANNA)).isEqualTo(balance);
        assertThat(credits.entries(ANNA, 10)).hasSize(first.size());
    }

    private List<CreditAnswer> movesOfEachKind() {
        return List.of(
                credits.grant(ANNA, 100, "welcome"),
                credits.reserve(ANNA, 45, "batch"),
                credits.settle(ANNA, "batch", 30, "batch/settled"),
                credits.refund(ANNA, "batch", 10, "refund"),
                credits.reserve(ANNA, 20, "other"),
                credits.release(ANNA, "other", "other/released"),
                credits.reset(ANNA, 50, "2025-02"));
    }

    @Test
    public void aKeyIsNotUsedForAnotherMovement() {
        credits.grant(ANNA, 100, "welcome");
        credits.reserve(ANNA, 45, "batch");

        assertThatThrownBy(() -> credits.grant(ANNA, 101, "welcome"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key 'welcome' of 'anna' belongs to a GRANT of 100 credits,"
                        + " so it can't be used for a GRANT of 101 credits");
        assertThatThrownBy(() -> credits.reset(ANNA, 100, "welcome")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> credits.reserve(ANNA, 100, "welcome")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> credits.settle(ANNA, "batch", 45, "batch"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 55, 45, 0));
    }

    @Test
    public void ownersDoNotDisturbEachOther() {
        credits.grant(ANNA, 100, "2025-01");
        credits.grant("ben", 7, "2025-01");
        credits.reserve("ben", 5, "batch");
        credits.reserve(ANNA, 60, "batch");

        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 40, 60, 0));
        assertThat(credits.balance("ben")).isEqualTo(new CreditAccounts(-7, 2, 5, 0));
        assertThat(credits.entries("ben", 10)).extracting(CreditEntry::number).containsExactly(2L, 1L);
    }

    @Test
    public void keysAndOwnersAreToldApartByEveryCharacter() {
        credits.grant(ANNA, 1, "key");
        credits.grant(ANNA, 10, "KEY");
        credits.grant(ANNA, 100, "key ");
        credits.grant("Anna", 7, "kéy");
        credits.grant("Anna", 70, "key\uD83D\uDCF7");

        assertThat(credits.balance(ANNA).available()).isEqualTo(111);
        assertThat(credits.balance("Anna").available()).isEqualTo(77);
    }

    @Test
    public void theLongestTextsAreKept() {
        String owner = "ö".repeat(255);
        String key = "\uD83D\uDCF7".repeat(127);
        credits.grant(owner, 100, "welcome");
        credits.reserve(owner, 40, key);
        credits.settle(owner, key, 40, "x".repeat(255));

        assertThat(credits.entries(owner, 1).get(0).move().reservation()).isEqualTo(key);
        assertThat(credits.balance(owner).spent()).isEqualTo(40);
    }

    @Test
    public void amountsAreAtLeastOneAndNeverTooManyToBeCounted() {
        for (long amount : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> credits.grant(ANNA, amount, "key")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> credits.reserve(ANNA, amount, "key")).isInstanceOf(IllegalArgumentException.class);
        }
        credits.grant(ANNA, Long.MAX_VALUE - 1, "all");
        credits.reserve(ANNA, 10, "batch");

        assertThatThrownBy(() -> credits.grant(ANNA, 2, "more"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too many");
        assertThatThrownBy(() -> credits.reset(ANNA, Long.MAX_VALUE - 9, "more"))
                .isInstanceOf(IllegalArgumentException.class);
        credits.reset(ANNA, Long.MAX_VALUE - 10, "most");
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-Long.MAX_VALUE, Long.MAX_VALUE - 10, 10, 0));
    }

    @Test
    public void entriesAreListedNewestFirstAPageAtATime() {
        for (int i = 1; i <= 5; i++) {
            credits.grant(ANNA, i, "grant " + i);
        }

        List<CreditEntry> first = credits.entries(ANNA, 2);
        credits.grant(ANNA, 6, "grant 6");
        List<CreditEntry> second = credits.entries(ANNA, first.get(1).number(), 2);
        List<CreditEntry> third = credits.entries(ANNA, second.get(1).number(), 2);

        assertThat(amounts(first)).containsExactly(5L, 4L);
        assertThat(amounts(second)).containsExactly(3L, 2L);
        assertThat(amounts(third)).containsExactly(1L);
        assertThat(credits.entries(ANNA, 1, 2)).isEmpty();
        assertThatThrownBy(() -> credits.entries(ANNA, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Long> amounts(List<CreditEntry> entries) {
        return entries.stream().map(entry -> entry.move().amount()).toList();
    }

    @Test
    public void manyThreadsTogetherReserveNoMoreThanIsAvailable() throws Exception {
        credits.grant(ANNA, 100, "welcome");

        List<CreditAnswer> answers = inThreads(40, i -> () -> credits.reserve(ANNA, 15, "batch " + i));

        assertThat(answers.stream().filter(Moved.class::isInstance)).hasSize(6);
        assertThat(answers.stream().filter(Refused.class::isInstance)).hasSize(34);
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 10, 90, 0));
        assertEntriesAddUp();
    }

    @Test
    public void aFirstGrantFromManyThreadsIsMadeOnce() throws Exception {
        List<CreditAnswer> answers = inThreads(24, i -> () -> credits.grant(ANNA, 100, "welcome"));

        assertThat(new HashSet<>(answers)).hasSize(1).allMatch(Moved.class::isInstance);
        assertThat(credits.balance(ANNA).available()).isEqualTo(100);
    }

    @Test
    public void aRepeatAtTheSameMomentGetsTheSameAnswer() throws Exception {
        credits.grant(ANNA, 100, "welcome");

        List<CreditAnswer> answers = inThreads(24, i -> () -> credits.reserve(ANNA, 60, "batch " + i % 2));

        Set<CreditAnswer> made = new HashSet<>(answers);
        made.removeIf(Refused.class::isInstance);
        assertThat(made).hasSize(1);
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 40, 60, 0));
        assertEntriesAddUp();
    }

    @Test
    public void ofASettlementAndAReleaseThatRaceOneEndsTheReservation() throws Exception {
        credits.grant(ANNA, 100, "welcome");
        for (int i = 0; i < 10; i++) {
            String batch = "batch " + i;
            credits.reserve(ANNA, 5, batch);
            List<CreditAnswer> answers = inThreads(
                    2,
                    racer -> racer == 0
                            ? () -> credits.settle(ANNA, batch, 5, batch + "/settled")
                            : () -> credits.release(ANNA, batch, batch + "/released"));

            assertThat(answers.stream().filter(Moved.class::isInstance)).hasSize(1);
            assertThat(answers.stream().filter(Refused.class::isInstance)).hasSize(1);
        }
        assertThat(credits.balance(ANNA).reserved()).isZero();
        assertEntriesAddUp();
    }

    @Test
    public void refundsThatRaceGiveBackNoMoreThanWasSpent() throws Exception {
        credits.grant(ANNA, 100, "welcome");
        credits.reserve(ANNA, 45, "batch");
        credits.settle(ANNA, "batch", 45, "batch/settled");

        List<CreditAnswer> answers = inThreads(16, i -> () -> credits.refund(ANNA, "batch", 20, "refund " + i));

        assertThat(answers.stream().filter(Moved.class::isInstance)).hasSize(2);
        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 95, 0, 5));
        assertEntriesAddUp();
    }

    /** Every credit of the balance is in the entries, and after no entry was an account below zero. */
    private void assertEntriesAddUp() {
        List<CreditEntry> newestFirst = credits.entries(ANNA, 1_000);
        CreditAccounts sum = CreditAccounts.EMPTY;
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            CreditEntry entry = newestFirst.get(i);
            sum = sum.plus(entry.change());
            assertThat(entry.number()).isEqualTo(newestFirst.size() - i);
            assertThat(entry.after()).isEqualTo(sum);
            assertThat(List.of(sum.available(), sum.reserved(), sum.spent())).allMatch(amount -> amount >= 0);
        }
        assertThat(credits.balance(ANNA)).isEqualTo(sum);
    }

    private static List<CreditAnswer> inThreads(int count, IntFunction<Callable<CreditAnswer>> moves)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<CreditAnswer>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(moves.apply(i));
            }
            List<CreditAnswer> answers = new ArrayList<>();
            for (Future<CreditAnswer> answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static CreditEntry moved(CreditAnswer answer) {
        assertThat(answer).isInstanceOf(Moved.class);
        return ((Moved) answer).entry();
    }
}
