// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.cost.Budget;
import dev.darkroom.cost.BudgetAnswer;
import dev.darkroom.cost.Charge;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Added;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Exchange;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobPage;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.Priority;
import dev.darkroom.job.ResultPage;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.job.StepStatus;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import dev.darkroom.storage.StorageKey;
import dev.darkroom.storage.StoredFile;
import dev.darkroom.text.KeptText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The law for every {@link JobStore}.
 *
 * <p>Times are the store's own, so a subclass says how they pass: a clock by hand, an offset that its SQL adds, or real
 * waiting; none is longer than ten minutes.
 */
@Timeout(120)
public abstract class JobStoreContract {
    private static final Duration ALIVE = Duration.ofSeconds(30);
    private static final WorkerId ANNA = new WorkerId("anna-1");
    private static final WorkerId BERT = new WorkerId("bert-1");
    private static final Set<String> PHOTO = Set.of("photo");

    @SuppressWarnings("NullAway") // set before each test
    private JobStore store;

    /** For subclasses. */
    protected JobStoreContract() {}

    /** Opens a store with no jobs in it. */
    protected abstract JobStore newStore() throws Exception;

    /** Lets the store's time pass. */
    protected abstract void letPass(Duration time) throws Exception;

    @BeforeEach
    public final void open() throws Exception {
        store = newStore();
        store.renew(ANNA, ALIVE);
        store.renew(BERT, ALIVE);
    }

    @AfterEach
    public final void close() {
        store.close();
    }

    // Adding

    @Test
    public void aJobIsKeptWithAllThatWasHandedIn() {
        Submission submission = Submission.of("photo", ImageRef.url("https://example.org/ä.jpg"))
                .imageId("Bild 7 \"ß\"")
                .owner("user-1")
                .kind("logo")
                .context("note", "line one\nline two \uD83D\uDC08")
                .context("empty", "")
                .key("a-key")
                .priority(Priority.HIGH);
        JobId id = add(submission);

        Job job = find(id);
        assertThat(job.status()).isEqualTo(JobStatus.PENDING);
        assertThat(job.submission()).isEqualTo(submission);
        assertThat(List.copyOf(job.submission().context().keySet())).containsExactly("note", "empty");
        assertThat(job.dueAt()).isCloseTo(job.submittedAt(), within(1, ChronoUnit.MILLIS));
        assertThat(job.finishedAt()).isEmpty();
        assertThat(job.reason()).isEmpty();
        assertThat(job.steps()).isEmpty();
        assertThat(store.find(new JobId(id.value() + 1_000))).isEmpty();
    }

    @Test
    public void manyAreAddedInOrderAndLaterOnesHaveHigherNumbers() {
        List<Submission> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(photo(i));
        }
        List<Added> added = store.add(many, Claim.nothing(ANNA));

        assertThat(added)
                .extracting(one -> one.job().imageId().orElseThrow())
                .startsWith("0", "1", "2")
                .hasSize(500);
        assertThat(added).extracting(one -> one.job().id()).isSorted().doesNotHaveDuplicates();
        assertThat(added).allMatch(one -> one.created() && one.lease() == null);
    }

    @Test
    public void aKnownKeyAddsNothingAndGivesTheJobThatHasIt() {
        JobId first = add(photo(1).key("k"));
        Added again = store.add(List.of(photo(2).key("k").owner("other")), Claim.nothing(ANNA))
                .get(0);

        assertThat(again.created()).isFalse();
        assertThat(again.job().id()).isEqualTo(first);
        assertThat(again.job().imageId()).contains("1");
        assertThat(store.counts()).containsEntry(JobStatus.PENDING, 1L);
    }

    @Test
    public void aKeyTwiceInOneListAddsOneJob() {
        List<Added> added = store.add(List.of(photo(1).key("k"), photo(2), photo(3).key("k")), Claim.nothing(ANNA));

        assertThat(added).extracting(Added::created).containsExactly(true, true, false);
        assertThat(added.get(2).job().id()).isEqualTo(added.get(0).job().id());
    }

    @Test
    public void recipeAndImageIdAreAKeyWhenNoneIsGiven() {
        JobId photo = add(photo(1));

        assertThat(add(photo(1))).isEqualTo(photo);
        assertThat(add(Submission.of("logo", ImageRef.file("x.jpg")).imageId("1")))
                .isNotEqualTo(photo);
        assertThat(add(bare())).isNotEqualTo(add(bare()));
    }

    @Test
    public void oneOfManyThreadsAddsAKey() throws Exception {
        List<List<Added>> all = inThreads(8, () -> store.add(List.of(photo(1), photo(2)), Claim.nothing(ANNA)));

        assertThat(all.stream().flatMap(List::stream).filter(Added::created)).hasSize(2);
        assertThat(all.stream()
                        .flatMap(List::stream)
                        .map(added -> added.job().id())
                        .distinct())
                .hasSize(2);
    }

    @Test
    public void newJobsAreLeasedAtOnceAsFarAsThereIsRoom() {
        List<Added> added = store.add(List.of(photo(1), photo(2), photo(3)), new Claim(ANNA, PHOTO, 2));

        assertThat(added).extracting(one -> one.lease() != null).containsExactly(true, true, false);
        assertThat(added.get(0).job().status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(find(added.get(0).job().id()).status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(lease(BERT, 9))
                .extracting(Lease::id)
                .containsExactly(added.get(2).job().id());
        assertThat(store.checkpoint(List.of(finish(leaseOf(added.get(0)))))).isEmpty();
    }

    @Test
    public void aJobOfAnotherRecipeOrForLaterIsNotLeasedAtOnce() {
        List<Added> added = store.add(
                List.of(Submission.of("logo", ImageRef.file("x.jpg")), photo(1).delay(Duration.ofMinutes(1))),
                new Claim(ANNA, PHOTO, 5));

        assertThat(added).allMatch(one -> one.created() && one.lease() == null);
    }

    @Test
    public void aKnownKeyIsNotLeasedAtOnce() {
        add(photo(1));

        assertThat(store.add(List.of(photo(1)), new Claim(ANNA, PHOTO, 5))
                        .get(0)
                        .lease())
                .isNull();
    }

    @Test
    public void ofAKnownAndANewJobTheNewOneIsLeasedAtOnce() {
        JobId known = add(photo(1));
        List<Added> added = store.add(List.of(photo(1), photo(2)), new Claim(ANNA, PHOTO, 1));

        assertThat(added.get(0).job().id()).isEqualTo(known);
        assertThat(added.get(0).lease()).isNull();
        assertThat(store.checkpoint(List.of(finish(leaseOf(added.get(1)))))).isEmpty();
    }

    @Test
    public void aLongListWithKnownKeysInTheMiddleIsAddedWhole() {
        JobId known = add(photo(5_000));
        List<Submission> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            boolean again = i >= 400 && i < 500;
            many.add(photo(again ? i - 400 : i));
        }
        many.set(600, photo(5_000));
        List<Added> added = store.add(many, Claim.nothing(ANNA));

        assertThat(added).hasSize(1_000);
        assertThat(added.stream().filter(Added::created)).hasSize(899);
        for (int i = 400; i < 500; i++) {
            assertThat(added.get(i).job().id())
                    .isEqualTo(added.get(i - 400).job().id());
        }
        assertThat(added.get(600).job().id()).isEqualTo(known);
        assertThat(store.counts()).containsEntry(JobStatus.PENDING, 900L);
    }

    @Test
    public void theLongestTextsAreKeptAndFound() {
        for (String character : List.of("a", "ß", "語", "\uD83D\uDC08")) {
            String name = longest(character, KeptText.MAX_NAME);
            String id = longest(character, KeptText.MAX_ID);
            Submission longest = Submission.of(name, ImageRef.of(name, "x.jpg"))
                    .imageId(id)
                    .owner(id)
                    .kind(name)
                    .key(longest(character, KeptText.MAX_KEY));
            JobId own = add(longest);
            JobId usual = add(Submission.of(name, ImageRef.file("x.jpg")).imageId(id));

            assertThat(find(own).submission()).isEqualTo(longest);
            assertThat(add(longest)).isEqualTo(own);
            assertThat(add(Submission.of(name, ImageRef.file("x.jpg")).imageId(id)))
                    .isEqualTo(usual);
            assertThat(ids(JobQuery.all().recipe(name).owner(id).imageId(id))).containsExactly(own);
            assertThat(ids(JobQuery.all().imageId(id + "b"))).isEmpty();
        }
    }

    @Test
    public void aWorkerAndItsCallsMayHaveTheLongestNames() {
        for (String character : List.of("b", "\uD83D\uDC08")) {
            String id = longest(character, KeptText.MAX_ID);
            WorkerId worker = new WorkerId(id);
            store.renew(worker, ALIVE);
            Lease lease = leaseOf(store.add(List.of(bare().owner(id)), new Claim(worker, PHOTO, 1))
                    .get(0));
            String name = longest(character, KeptText.MAX_NAME);
            Usage usage = Usage.intent(
                    longest(character, KeptText.MAX_KEY),
                    Instant.parse("2025-01-15T12:00:00Z"),
                    new Usage.Purpose(lease.id().value(), name, name, 1, id),
                    new Usage.Service(name, id, name));
            StepRecord done = done(name);

            assertThat(store.checkpoint(List.of(new Checkpoint(lease, List.of(done), List.of(usage), new Next.Keep()))))
                    .isEmpty();
            assertThat(find(lease.id()).step(name)).isEqualTo(done);
            assertThat(store.costs().ofJob(lease.id().value())).containsExactly(usage);
        }
    }

    @Test
    public void textsThatDifferInCaseAccentsOrSpacesAreDifferent() {
        List<String> texts =
                List.of("key", "Key", "kéy", "ke\u0301y", "k\u00e8y", "key ", " key", "key\t", "key\u00a0");
        List<JobId> byKey = texts.stream().map(text -> add(bare().key(text))).toList();
        List<JobId> byImage = texts.stream()
                .map(text -> add(Submission.of("logo", ImageRef.file("x.jpg"))
                        .imageId(text)
                        .owner(text)))
                .toList();

        assertThat(byKey).doesNotHaveDuplicates();
        assertThat(byImage).doesNotHaveDuplicates();
        for (int i = 0; i < texts.size(); i++) {
            assertThat(add(photo(1).key(texts.get(i)))).isEqualTo(byKey.get(i));
            assertThat(ids(JobQuery.all().imageId(texts.get(i)))).containsExactly(byImage.get(i));
            assertThat(ids(JobQuery.all().owner(texts.get(i)))).containsExactly(byImage.get(i));
        }
    }

    @Test
    public void addingNothingIsNothing() {
        assertThat(store.add(List.of(), Claim.nothing(ANNA))).isEmpty();
    }

    // Leasing

    @Test
    public void jobsAreLentByPriorityThenDueTimeThenNumber() throws Exception {
        JobId low = add(photo(1).priority(Priority.LOW));
        JobId early = add(photo(2));
        JobId delayed = add(photo(3).delay(Duration.ofSeconds(5)));
        letPass(Duration.ofSeconds(2));
        JobId late = add(photo(4));
        List<Added> together = store.add(List.of(photo(5), photo(6)), Claim.nothing(ANNA));
        JobId urgent = add(photo(7).priority(Priority.URGENT));
        JobId high = add(photo(8).priority(Priority.HIGH));
        letPass(Duration.ofSeconds(6));

        assertThat(lease(ANNA, 20))
                .extracting(Lease::id)
                .containsExactly(
                        urgent,
                        high,
                        early,
                        late,
                        together.get(0).job().id(),
                        together.get(1).job().id(),
                        delayed,
                        low);
    }

    @Test
    public void aClaimGetsNoMoreThanItHasRoomFor() {
        add(photo(1));
        add(photo(2));

        assertThat(lease(ANNA, 1)).hasSize(1);
        assertThat(lease(ANNA, 5)).hasSize(1);
        assertThat(lease(ANNA, 5)).isEmpty();
    }

    @Test
    public void aClaimGetsOnlyJobsOfItsRecipes() {
        add(Submission.of("logo", ImageRef.file("x.jpg")).priority(Priority.URGENT));
        JobId photo = add(photo(1));

        assertThat(lease(ANNA, 5)).extracting(Lease::id).containsExactly(photo);
        assertThat(store.lease(new Claim(ANNA, Set.of(), 5))).isEmpty();
        assertThat(store.lease(new Claim(ANNA, Set.of("photo", "logo"), 5))).hasSize(1);
    }

    @Test
    public void oneClaimForSeveralRecipesGoesByPriorityAndNotByRecipe() {
        JobId low = add(photo(1).priority(Priority.LOW));
        JobId logo = add(logo(2));
        JobId photo = add(photo(3));
        JobId urgent = add(logo(4).priority(Priority.URGENT));
        JobId high = add(photo(5).priority(Priority.HIGH));
        Claim both = new Claim(ANNA, Set.of("photo", "logo"), 3);

        assertThat(store.lease(both)).extracting(Lease::id).containsExactly(urgent, high, logo);
        assertThat(store.lease(both)).extracting(Lease::id).containsExactly(photo, low);
    }

    @Test
    public void aJobIsNotLentBeforeItIsDue() throws Exception {
        add(photo(1).delay(Duration.ofSeconds(20)));
        assertThat(lease(ANNA, 5)).isEmpty();

        letPass(Duration.ofSeconds(21));
        assertThat(lease(ANNA, 5)).hasSize(1);
    }

    @Test
    public void aWorkerThatIsNotAliveGetsNothing() throws Exception {
        add(photo(1));

        assertThat(lease(new WorkerId("stranger"), 5)).isEmpty();
        letPass(ALIVE.plusSeconds(1));
        assertThat(lease(ANNA, 5)).isEmpty();

        store.renew(ANNA, ALIVE);
        assertThat(lease(ANNA, 5)).hasSize(1);
    }

    @Test
    public void aLeaseShowsTheJobAndItsStepsAsTheyAre() {
        add(photo(1).context("a", "b"));
        Lease first = leaseOne(ANNA);
        assertThat(first.job().status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(first.job().steps()).isEmpty();
        assertThat(first.rescued()).isFalse();
        assertThat(first.deaths()).isZero();
        StepRecord done = done("palette");
        store.checkpoint(List.of(write(first, release(Duration.ZERO), done)));

        Lease second = leaseOne(BERT);
        assertThat(second.job().submission().context()).containsEntry("a", "b");
        assertThat(second.job().step("palette")).isEqualTo(done);
        assertThat(second.token()).isGreaterThan(first.token());
    }

    @Test
    public void concurrentClaimsNeverGetTheSameJob() throws Exception {
        List<Submission> many = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            many.add(photo(i));
        }
        store.add(many, Claim.nothing(ANNA));

        List<List<Lease>> all = inThreads(4, () -> {
            List<Lease> mine = new ArrayList<>();
            for (List<Lease> some = lease(ANNA, 7); !some.isEmpty(); some = lease(ANNA, 7)) {
                mine.addAll(some);
            }
            return mine;
        });

        assertThat(all.stream().flatMap(List::stream).map(Lease::id))
                .hasSize(400)
                .doesNotHaveDuplicates();
    }

    // Heartbeats

    @Test
    public void aWorkerThatRenewsItselfKeepsItsJobsForAsLongAsItLikes() throws Exception {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        for (int i = 0; i < 4; i++) {
            letPass(ALIVE.minusSeconds(10));
            assertThat(store.renew(ANNA, ALIVE).wasAlive()).isTrue();
            store.renew(BERT, ALIVE);
            assertThat(lease(BERT, 5)).isEmpty();
        }
        assertThat(store.checkpoint(List.of(finish(lease)))).isEmpty();
    }

    @Test
    public void theJobsOfALostWorkerAreTakenOver() throws Exception {
        JobId id = add(photo(1));
        Lease lost = leaseOne(ANNA);
        letPass(ALIVE.plusSeconds(1));
        store.renew(BERT, ALIVE);

        Lease taken = leaseOne(BERT);
        assertThat(taken.id()).isEqualTo(id);
        assertThat(taken.token()).isGreaterThan(lost.token());
        assertThat(taken.rescued()).isTrue();
        assertThat(taken.deaths()).isZero();
        assertThat(store.renew(ANNA, ALIVE).wasAlive()).isFalse();
    }

    @Test
    public void aWorkerThatComesBackGetsNewJobsAndItsTakenOnesStayLost() throws Exception {
        add(photo(1));
        Lease lost = leaseOne(ANNA);
        letPass(ALIVE.plusSeconds(1));
        store.renew(BERT, ALIVE);
        Lease taken = leaseOne(BERT);
        store.renew(ANNA, ALIVE);
        add(photo(2));
        Lease fresh = leaseOne(ANNA);

        assertThat(store.checkpoint(List.of(finish(lost), finish(fresh), finish(taken))))
                .containsExactly(lost);
        assertThat(store.counts()).containsEntry(JobStatus.COMPLETE, 2L);
    }

    @Test
    public void aWorkerThatRanOutKeepsWhatNobodyTook() throws Exception {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        letPass(ALIVE.plusSeconds(1));
        assertThat(store.renew(ANNA, ALIVE).wasAlive()).isFalse();
        store.renew(BERT, ALIVE);

        assertThat(lease(BERT, 5)).isEmpty();
        assertThat(store.checkpoint(List.of(finish(lease)))).isEmpty();
    }

    @Test
    public void aCheckpointThatRacesWithARescueIsWrittenOrLostAndNeverBoth() throws Exception {
        addPhotos(40);
        List<Lease> late = lease(ANNA, 40);
        letPass(ALIVE.plusSeconds(1));
        store.renew(BERT, ALIVE);
        List<JobId> written = Collections.synchronizedList(new ArrayList<>());
        List<Lease> taken = Collections.synchronizedList(new ArrayList<>());
        together(
                () -> {
                    for (Lease lease : late) {
                        if (store.checkpoint(List.of(finish(lease))).isEmpty()) {
                            written.add(lease.id());
                        }
                    }
                },
                () -> claimOften(BERT, taken));
        taken.addAll(lease(BERT, 40));

        List<JobId> all = new ArrayList<>(written);
        taken.forEach(lease -> all.add(lease.id()));
        assertThat(all).doesNotHaveDuplicates().hasSize(40);
        assertThat(store.counts()).containsEntry(JobStatus.COMPLETE, (long) written.size());
        assertThat(store.checkpoint(taken.stream().map(JobStoreContract::finish).toList()))
                .isEmpty();
    }

    @Test
    public void aJobWasDeadlyOnlyIfItsWorkerHadSaidThatItBegins() throws Exception {
        add(photo(1));
        WorkerId worker = ANNA;
        for (int deaths = 0; deaths < 3; deaths++) {
            Lease lease = leaseOne(worker);
            assertThat(lease.deaths()).isEqualTo(deaths);
            store.checkpoint(List.of(write(lease, new Next.Begin())));
            letPass(ALIVE.plusSeconds(1));
            worker = worker.equals(ANNA) ? BERT : ANNA;
            store.renew(worker, ALIVE);
        }
        Lease last = leaseOne(worker);
        assertThat(last.deaths()).isEqualTo(3);
        store.checkpoint(List.of(write(last, release(Duration.ZERO))));

        Lease after = leaseOne(worker);
        assertThat(after.deaths()).as("given back in good order").isZero();
        assertThat(after.rescued()).isFalse();
    }

    @Test
    public void aWorkerThatRetiresGivesItsJobsBackAtOnce() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        store.retire(ANNA);

        assertThat(leaseOne(BERT).rescued()).isFalse();
        assertThat(store.checkpoint(List.of(finish(lease))))
                .extracting(Lease::id)
                .containsExactly(lease.id());
        assertThat(lease(ANNA, 5)).isEmpty();
    }

    @Test
    public void whateverRacesWithItNoJobStaysWithAWorkerThatRetires() throws Exception {
        together(
                () -> {
                    for (int i = 0; i < 40; i++) {
                        store.add(List.of(photo(i)), new Claim(ANNA, PHOTO, 1));
                    }
                },
                () -> claimOften(ANNA, new ArrayList<>()),
                () -> {
                    for (int i = 0; i < 10; i++) {
                        store.giveBack(ANNA, List.of());
                    }
                    store.retire(ANNA);
                });
        store.retire(ANNA);
        letPass(ALIVE.plusSeconds(1));
        store.renew(BERT, ALIVE);

        assertThat(lease(BERT, 100)).hasSize(40);
    }

    @Test
    public void aWorkerGivesBackWhatItNeverHeardOf() {
        add(photo(1));
        add(photo(2));
        List<Lease> leases = lease(ANNA, 2);
        store.giveBack(ANNA, List.of(leases.get(0)));

        assertThat(lease(BERT, 5))
                .extracting(Lease::id)
                .containsExactly(leases.get(1).id());
        assertThat(store.checkpoint(List.of(finish(leases.get(0)), finish(leases.get(1)))))
                .extracting(Lease::id)
                .containsExactly(leases.get(1).id());
        assertThat(store.lease(new Claim(ANNA, PHOTO, 5)))
                .as("still alive, and nothing is left")
                .isEmpty();
    }

    @Test
    public void ofTwoLeasesOnOneJobOnlyTheNewerOneIsKeptAndWritten() {
        add(photo(1));
        Lease older = leaseOne(ANNA);
        store.checkpoint(List.of(write(older, release(Duration.ZERO))));
        Lease newer = leaseOne(ANNA);
        store.giveBack(ANNA, List.of(older, newer));

        assertThat(store.checkpoint(List.of(finish(older), finish(newer)))).containsExactly(older);
        assertThat(find(newer.id()).status()).isEqualTo(JobStatus.COMPLETE);
    }

    @Test
    public void aLeaseIsAStrayEvenIfAnOlderOneOnItsJobIsKnown() {
        add(photo(1));
        Lease older = leaseOne(ANNA);
        store.checkpoint(List.of(write(older, release(Duration.ZERO))));
        leaseOne(ANNA);
        store.giveBack(ANNA, List.of(older));

        assertThat(lease(BERT, 5)).hasSize(1);
    }

    // Checkpoints

    @Test
    public void aCheckpointWritesStepsUsageAndEndTogether() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        Usage usage = usage("op-1", lease);
        StepRecord palette = done("palette");
        StepRecord caption = StepRecord.untouched("caption").begin().fail("no: \"quota\"\n50 % left");
        Next end = new Next.Finish(JobStatus.COMPLETE, true, null);
        assertThat(store.checkpoint(List.of(new Checkpoint(lease, List.of(palette, caption), List.of(usage), end))))
                .isEmpty();

        Job job = find(lease.id());
        assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(job.isPartial()).isTrue();
        assertThat(job.finishedAt()).isPresent();
        assertThat(List.copyOf(job.steps().keySet())).containsExactly("palette", "caption");
        assertThat(job.step("palette")).isEqualTo(palette);
        assertThat(job.step("caption")).isEqualTo(caption);
        assertThat(store.costs().find("op-1")).contains(usage);
        assertThat(lease(BERT, 5)).isEmpty();
    }

    @Test
    public void aCheckpointBooksInTheBudgetsWhatItsCallsCost() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        Budget budget = Budget.of("all", Money.usd("1.00"));
        Usage settled = usage("op-1", lease);
        Usage intent = Usage.intent("op-1", settled.at(), settled.purpose(), settled.service())
                .expecting(Charge.reported(Money.usd("0.03")));
        assertThat(store.costs().hold(intent, List.of(budget))).isInstanceOf(BudgetAnswer.Held.class);

        store.checkpoint(List.of(new Checkpoint(lease, List.of(), List.of(intent), new Next.Keep())));
        assertThat(store.costs().standing(budget, null).held()).isEqualTo(Money.usd("0.03"));
        Checkpoint end = new Checkpoint(
                lease, List.of(done("palette")), List.of(settled), new Next.Finish(JobStatus.COMPLETE, false, null));
        store.checkpoint(List.of(end));
        assertThat(store.checkpoint(List.of(end))).containsExactly(lease);
        assertThat(store.costs().standing(budget, null).held()).isEqualTo(Money.usd("0"));
        assertThat(store.costs().standing(budget, null).booked()).isEqualTo(Money.usd("0.001"));
    }

    @Test
    public void aLostLeaseWritesNothing() throws Exception {
        JobId id = add(photo(1));
        Lease lost = leaseOne(ANNA);
        letPass(ALIVE.plusSeconds(1));
        store.renew(BERT, ALIVE);
        Lease taken = leaseOne(BERT);
        Job before = find(id);

        Checkpoint late = new Checkpoint(
                lost,
                List.of(done("palette")),
                List.of(usage("op-1", lost)),
                new Next.Finish(JobStatus.FAILED, false, "x"));
        assertThat(store.checkpoint(List.of(late))).extracting(Lease::id).containsExactly(id);
        assertThat(store.checkpoint(List.of(write(lost, new Next.Keep()))))
                .extracting(Lease::id)
                .containsExactly(id);
        assertThat(store.checkpoint(List.of(write(lost, release(Duration.ZERO)))))
                .extracting(Lease::id)
                .containsExactly(id);

        assertThat(find(id)).isEqualTo(before);
        assertThat(store.costs().find("op-1")).isEmpty();
        assertThat(store.checkpoint(List.of(finish(taken)))).isEmpty();
    }

    @Test
    public void aLeaseIsLostWithItsEndAndWithBeingGivenBack() {
        add(photo(1));
        Lease ended = leaseOne(ANNA);
        store.checkpoint(List.of(finish(ended)));
        assertThat(store.checkpoint(List.of(finish(ended))))
                .extracting(Lease::id)
                .containsExactly(ended.id());

        add(photo(2));
        Lease given = leaseOne(ANNA);
        store.checkpoint(List.of(write(given, release(Duration.ZERO))));
        assertThat(store.checkpoint(List.of(finish(given))))
                .extracting(Lease::id)
                .containsExactly(given.id());
        Lease again = leaseOne(ANNA);
        assertThat(store.checkpoint(List.of(finish(given))))
                .as("an older lease of the same worker")
                .hasSize(1);
        assertThat(store.checkpoint(List.of(finish(again)))).isEmpty();
    }

    @Test
    public void oneLostLeaseDoesNotKeepTheOthersFromBeingWritten() throws Exception {
        add(photo(1));
        Lease lost = leaseOne(ANNA);
        letPass(ALIVE.plusSeconds(1));
        store.renew(BERT, ALIVE);
        add(photo(2));
        List<Lease> good = lease(BERT, 2);

        assertThat(store.checkpoint(List.of(finish(good.get(0)), finish(lost), finish(good.get(1)))))
                .extracting(Lease::id)
                .containsExactly(lost.id());
        assertThat(store.counts()).containsEntry(JobStatus.COMPLETE, 2L);
    }

    @Test
    public void severalCheckpointsOfAJobAreWrittenInOrder() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        StepRecord tried = StepRecord.untouched("caption").begin().retry("busy", lease.leasedAt());
        StepRecord done = tried.begin().succeed(StepResult.of(new FakeProcessor.Word("cat")), List.of());

        assertThat(store.checkpoint(List.of(
                        write(lease, new Next.Keep(), tried), write(lease, new Next.Keep(), done), finish(lease))))
                .isEmpty();
        assertThat(find(lease.id()).step("caption").tries()).isEqualTo(2);
        assertThat(find(lease.id()).step("caption").status()).isEqualTo(StepStatus.DONE);
        assertThat(find(lease.id()).status()).isEqualTo(JobStatus.COMPLETE);
    }

    @Test
    public void aReleasedJobIsDueAfterItsDelayAndKeepsItsSteps() throws Exception {
        JobId id = add(photo(1));
        Lease lease = leaseOne(ANNA);
        Instant due = lease.leasedAt().plusSeconds(10);
        StepRecord waiting = StepRecord.untouched("caption").begin().retry("busy", due);
        store.checkpoint(List.of(write(lease, release(Duration.ofSeconds(10)), waiting)));

        assertThat(find(id).status()).isEqualTo(JobStatus.PENDING);
        assertThat(find(id).dueAt()).isCloseTo(due, within(2, ChronoUnit.SECONDS));
        assertThat(lease(BERT, 5)).isEmpty();
        letPass(Duration.ofSeconds(11));
        assertThat(leaseOne(BERT).job().step("caption")).isEqualTo(waiting);
    }

    @Test
    public void exchangingWritesFirstAndLendsThen() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        Checkpoint back = write(lease, release(Duration.ZERO), done("palette"));
        Exchange exchange = store.exchange(List.of(back), new Claim(ANNA, PHOTO, 5));

        assertThat(exchange.lost()).isEmpty();
        assertThat(exchange.leases()).hasSize(1);
        assertThat(exchange.leases().get(0).job().step("palette").status()).isEqualTo(StepStatus.DONE);
        assertThat(store.exchange(List.of(), Claim.nothing(ANNA)).leases()).isEmpty();
    }

    @Test
    public void theSameCheckpointAgainIsLostAndChangesNothing() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        Checkpoint end = new Checkpoint(
                lease,
                List.of(done("palette")),
                List.of(usage("op-1", lease)),
                new Next.Finish(JobStatus.COMPLETE, false, null));
        assertThat(store.checkpoint(List.of(end))).isEmpty();
        Job before = find(lease.id());

        assertThat(store.checkpoint(List.of(end))).extracting(Lease::id).containsExactly(lease.id());
        assertThat(find(lease.id())).isEqualTo(before);
        assertThat(store.costs().ofJob(lease.id().value())).hasSize(1);
    }

    @Test
    public void whatAWorkerSaysTwiceWhileItGoesOnIsKeptOnce() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        Checkpoint paid =
                new Checkpoint(lease, List.of(done("palette")), List.of(usage("op-1", lease)), new Next.Keep());

        assertThat(store.checkpoint(List.of(paid))).isEmpty();
        assertThat(store.checkpoint(List.of(paid))).isEmpty();
        assertThat(find(lease.id()).steps()).containsOnlyKeys("palette");
        assertThat(store.costs().ofJob(lease.id().value())).hasSize(1);
    }

    @Test
    public void aStepIsDueAtTheVeryMicrosecond() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        Instant due = Instant.parse("2025-01-15T12:00:00.123456789Z");
        StepRecord waiting = StepRecord.untouched("caption").begin().retry("busy", due);
        store.checkpoint(List.of(write(lease, new Next.Keep(), waiting)));

        assertThat(find(lease.id()).step("caption")).isEqualTo(waiting);
        assertThat(find(lease.id()).step("caption").dueAt().orElseThrow()).isCloseTo(due, within(1, ChronoUnit.MICROS));
    }

    @Test
    public void aReasonIsKeptWithAllItsCharacters() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        String words = "no: \"quota\", it's 50 % left; \\ \t ß \uD83D\uDC08\nat line 2";
        StepRecord failed = StepRecord.untouched("caption").begin().fail(words);
        store.checkpoint(List.of(write(lease, new Next.Finish(JobStatus.FAILED, false, words), failed)));

        assertThat(find(lease.id()).reason()).contains(words);
        assertThat(find(lease.id()).step("caption").reason()).contains(words);
    }

    @Test
    public void aReasonThatIsFarTooLongIsCutAndNotLost() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        String words = "\uD83D\uDC08 miaows ".repeat(100_000);
        StepRecord failed = StepRecord.untouched("caption").begin().fail(words);
        store.cancel(lease.id(), words);
        assertIsBeginningOf(words, store.renew(ANNA, ALIVE).calledOff().getOrDefault(lease.id(), ""));
        store.checkpoint(List.of(write(lease, new Next.Finish(JobStatus.FAILED, false, words), failed)));
        JobId waiting = add(photo(2));
        store.cancel(waiting, words);

        assertIsBeginningOf(words, find(lease.id()).reason().orElseThrow());
        assertIsBeginningOf(words, find(lease.id()).step("caption").reason().orElseThrow());
        assertIsBeginningOf(words, find(waiting).reason().orElseThrow());
    }

    private static void assertIsBeginningOf(String words, String kept) {
        assertThat(kept).hasSizeBetween(3_000, 4_000).endsWith("…");
        assertThat(words).startsWith(kept.substring(0, kept.length() - 1));
    }

    @Test
    public void aReasonThatIsNoTextIsMended() {
        JobId waiting = add(photo(1));
        store.cancel(waiting, "a\0b \uD83D");
        add(photo(2));
        Lease lease = leaseOne(ANNA);
        store.cancel(lease.id(), "c\0d \uDC08");
        assertThat(store.renew(ANNA, ALIVE).calledOff()).containsEntry(lease.id(), "c\uFFFDd \uFFFD");
        StepRecord failed = StepRecord.untouched("caption").begin().fail("e\0f \uDC08\uD83D");
        store.checkpoint(List.of(write(lease, new Next.Finish(JobStatus.FAILED, false, "g\0h"), failed)));

        assertThat(find(waiting).reason()).contains("a\uFFFDb \uFFFD");
        assertThat(find(lease.id()).reason()).contains("g\uFFFDh");
        assertThat(find(lease.id()).step("caption").reason()).contains("e\uFFFDf \uFFFD\uFFFD");
    }

    @Test
    public void aResultIsKeptEvenIfItIsNoText() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        FakeProcessor.Word odd = new FakeProcessor.Word("a\0b \uD83D c\uDC08");
        StepRecord step = StepRecord.untouched("caption").begin().succeed(StepResult.of(odd), List.of());
        assertThat(store.checkpoint(List.of(write(lease, new Next.Keep(), step))))
                .isEmpty();

        assertThat(find(lease.id()).result(FakeProcessor.Word.class)).isEqualTo(odd);
    }

    @Test
    public void aLongResultIsKeptWhole() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        String text = "ß\uD83D\uDC08\"\\\n".repeat(60_000);
        StepRecord step =
                StepRecord.untouched("caption").begin().succeed(StepResult.of(new FakeProcessor.Word(text)), List.of());
        store.checkpoint(List.of(write(lease, new Next.Finish(JobStatus.COMPLETE, false, null), step)));

        assertThat(find(lease.id()).result(FakeProcessor.Word.class).text()).isEqualTo(text);
    }

    // Calling off

    @Test
    public void aWaitingJobIsCalledOffAtOnce() {
        JobId id = add(photo(1));

        assertThat(store.cancel(id, "the owner left")).isTrue();
        assertThat(find(id).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(find(id).reason()).contains("the owner left");
        assertThat(find(id).finishedAt()).isPresent();
        assertThat(lease(ANNA, 5)).isEmpty();
        assertThat(store.cancel(id, "again")).isFalse();
        assertThat(store.cancel(new JobId(id.value() + 1_000), "nobody")).isFalse();
    }

    @Test
    public void theWorkerOfAJobHearsThatItIsCalledOff() {
        JobId id = add(photo(1));
        Lease lease = leaseOne(ANNA);

        assertThat(store.cancel(id, "the owner left")).isTrue();
        assertThat(find(id).status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(store.renew(BERT, ALIVE).calledOff()).isEmpty();
        assertThat(store.renew(ANNA, ALIVE).calledOff()).containsExactly(Map.entry(id, "the owner left"));
        store.checkpoint(List.of(write(lease, new Next.Finish(JobStatus.CANCELLED, false, "the owner left"))));

        assertThat(find(id).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(store.renew(ANNA, ALIVE).calledOff()).isEmpty();
    }

    @Test
    public void onlyTheWorkerThatHasTheJobNowHearsThatItIsCalledOff() throws Exception {
        JobId id = add(photo(1));
        leaseOne(ANNA);
        store.cancel(id, "the owner left");
        letPass(ALIVE.plusSeconds(1));
        store.renew(BERT, ALIVE);

        assertThat(leaseOne(BERT).job().state().cancelWish()).isEqualTo("the owner left");
        assertThat(store.renew(ANNA, ALIVE).calledOff()).isEmpty();
        assertThat(store.renew(BERT, ALIVE).calledOff()).containsOnlyKeys(id);
    }

    @Test
    public void aJobThatIsCalledOffWhileItIsLentEndsAtOnceOrItsWorkerHearsOfIt() throws Exception {
        List<JobId> ids = new ArrayList<>(addPhotos(40));
        // From the other end, so that the two meet.
        Collections.reverse(ids);
        List<Lease> lent = Collections.synchronizedList(new ArrayList<>());
        together(
                () -> ids.forEach(
                        id -> assertThat(store.cancel(id, "the owner left")).isTrue()),
                () -> claimOften(BERT, lent));

        List<JobId> worked = lent.stream().map(Lease::id).toList();
        assertThat(lease(BERT, 40)).isEmpty();
        assertThat(store.renew(BERT, ALIVE).calledOff().keySet()).containsExactlyInAnyOrderElementsOf(worked);
        List<JobId> all = new ArrayList<>(ids(JobQuery.all().status(JobStatus.CANCELLED)));
        all.addAll(worked);
        assertThat(all).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    public void aWishToCallOffOutlivesTheLease() {
        JobId id = add(photo(1));
        Lease lease = leaseOne(ANNA);
        store.cancel(id, "the owner left");
        store.checkpoint(List.of(write(lease, release(Duration.ofMinutes(5)))));

        Lease next = leaseOne(BERT);
        assertThat(next.job().state().cancelWish())
                .as("due at once, whatever the delay")
                .isEqualTo("the owner left");
    }

    // Beginning again

    @Test
    public void aFailedJobBeginsAgainWithWhatIsNotDone() {
        JobId id = add(photo(1));
        Lease lease = leaseOne(ANNA);
        StepRecord waiting = StepRecord.untouched("video").begin().await("ticket-1", lease.leasedAt());
        store.checkpoint(List.of(write(
                lease,
                new Next.Finish(JobStatus.FAILED, false, "step 'caption' failed"),
                done("palette"),
                StepRecord.untouched("caption").begin().fail("busy"),
                StepRecord.untouched("tags").skip("comes after 'caption', which failed"),
                waiting)));
        assertThat(store.reopen(id)).isTrue();

        Lease again = leaseOne(BERT);
        assertThat(again.job().reason()).isEmpty();
        assertThat(again.job().step("palette").status()).isEqualTo(StepStatus.DONE);
        assertThat(again.job().step("video")).isEqualTo(waiting);
        assertThat(again.job().steps()).containsOnlyKeys("palette", "video");
        assertThat(again.token()).isGreaterThan(lease.token());
    }

    @Test
    public void aJobThatBeginsAgainHasNoPast() throws Exception {
        JobId id = add(photo(1));
        store.checkpoint(List.of(write(leaseOne(ANNA), new Next.Begin())));
        letPass(ALIVE.plusSeconds(1));
        store.renew(BERT, ALIVE);
        Lease deadly = leaseOne(BERT);
        assertThat(deadly.deaths()).isEqualTo(1);
        store.cancel(id, "the owner left");
        store.checkpoint(List.of(write(deadly, new Next.Finish(JobStatus.FAILED, false, "x"))));
        assertThat(store.reopen(id)).isTrue();

        Lease again = leaseOne(BERT);
        assertThat(again.deaths()).isZero();
        assertThat(again.rescued()).isFalse();
        assertThat(again.job().state().cancelWish()).isNull();
        assertThat(store.renew(BERT, ALIVE).calledOff()).isEmpty();
    }

    @Test
    public void onlyAJobThatEndedWithSomethingLeftBeginsAgain() {
        JobId pending = add(photo(1));
        assertThat(store.reopen(pending)).isFalse();
        Lease lease = leaseOne(ANNA);
        assertThat(store.reopen(pending)).isFalse();
        store.checkpoint(List.of(finish(lease)));
        assertThat(store.reopen(pending)).as("whole").isFalse();

        JobId partial = add(photo(2));
        store.checkpoint(List.of(write(leaseOne(ANNA), new Next.Finish(JobStatus.COMPLETE, true, null))));
        assertThat(store.reopen(partial)).isTrue();
        assertThat(find(partial).isPartial()).isFalse();
        assertThat(find(partial).finishedAt()).isEmpty();
        store.cancel(partial, "no");
        assertThat(store.reopen(partial)).as("called off").isTrue();
        assertThat(store.reopen(new JobId(partial.value() + 1_000))).isFalse();
    }

    // Waiting for a provider

    @Test
    public void aTicketWakesItsJob() {
        JobId id = add(photo(1));
        park(leaseOne(ANNA), "ticket-1");
        assertThat(lease(ANNA, 5)).isEmpty();
        assertThat(store.wake("ticket-2")).isFalse();
        assertThat(store.wake("ticket-1")).isTrue();

        Lease lease = leaseOne(BERT);
        assertThat(lease.id()).isEqualTo(id);
        StepRecord step = lease.job().step("video");
        assertThat(step.status()).isEqualTo(StepStatus.WAITING);
        assertThat(step.ticket()).contains("ticket-1");
        assertThat(step.dueAt().orElse(lease.leasedAt())).isBeforeOrEqualTo(lease.leasedAt());
    }

    @Test
    public void aTicketThatIsNoTextIsHeldByNobody() {
        add(photo(1));
        park(leaseOne(ANNA), "a?b");

        for (String odd : List.of("a\0b", "a\uD83Db", "\uDC08", "", "ß".repeat(10_000))) {
            assertThat(store.wake(odd)).isFalse();
        }
        assertThat(lease(ANNA, 5)).isEmpty();
        assertThat(store.wake("a?b")).isTrue();
    }

    @Test
    public void aLongTicketWakesOnlyTheJobThatHasAllOfIt() {
        String ticket = "ß".repeat(5_000);
        JobId id = add(photo(1));
        park(leaseOne(ANNA), ticket);

        assertThat(store.wake(ticket + "s")).isFalse();
        assertThat(store.wake(ticket.substring(1))).isFalse();
        assertThat(store.wake(ticket)).isTrue();
        assertThat(leaseOne(BERT).id()).isEqualTo(id);
    }

    @Test
    public void aTicketThatSeveralHoldWakesThemAll() {
        add(photo(1));
        park(leaseOne(ANNA), "ticket-1");
        add(photo(2));
        park(leaseOne(ANNA), "ticket-1");
        assertThat(store.wake("ticket-1")).isTrue();

        List<Lease> woken = lease(BERT, 5);
        assertThat(woken).hasSize(2);
        StepRecord done =
                woken.get(0).job().step("video").succeed(StepResult.of(new FakeProcessor.Word("x")), List.of());
        store.checkpoint(List.of(write(woken.get(0), new Next.Finish(JobStatus.COMPLETE, false, null), done)));
        park(woken.get(1), "ticket-1");
        assertThat(store.wake("ticket-1")).as("one still holds it").isTrue();
        assertThat(leaseOne(BERT).id()).isEqualTo(woken.get(1).id());
    }

    @Test
    public void aTicketOfTwoStepsIsWorthSomethingUntilBothHaveEnded() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        Instant later = lease.leasedAt().plusSeconds(600);
        StepRecord video = StepRecord.untouched("video").begin().await("ticket-1", later);
        StepRecord audio = StepRecord.untouched("audio").begin().await("ticket-1", later);
        store.checkpoint(List.of(write(lease, new Next.Keep(), video, audio)));
        store.checkpoint(List.of(write(lease, release(Duration.ofMinutes(10)), video.fail("no"))));

        assertThat(store.wake("ticket-1")).isTrue();
        Lease again = leaseOne(ANNA);
        store.checkpoint(List.of(write(again, release(Duration.ofMinutes(10)), audio.fail("no"))));
        assertThat(store.wake("ticket-1")).isFalse();
    }

    @Test
    public void aJobThatWaitsIsDueWhenItIsTimeToAsk() throws Exception {
        add(photo(1));
        park(leaseOne(ANNA), "ticket-1");
        letPass(Duration.ofSeconds(21));

        assertThat(leaseOne(ANNA).job().step("video").ticket()).contains("ticket-1");
    }

    @Test
    public void aJobThatIsWokenWhileAWorkerHasItIsDueWhenItIsGivenBack() {
        add(photo(1));
        Lease lease = leaseOne(ANNA);
        StepRecord waiting = StepRecord.untouched("video")
                .begin()
                .await("ticket-1", lease.leasedAt().plusSeconds(600));
        store.checkpoint(List.of(write(lease, new Next.Keep(), waiting)));
        assertThat(store.wake("ticket-1")).isTrue();
        store.checkpoint(List.of(write(lease, release(Duration.ofMinutes(10)))));

        Lease again = leaseOne(BERT);
        assertThat(again.job().step("video").dueAt().orElse(again.leasedAt())).isBeforeOrEqualTo(again.leasedAt());
        store.checkpoint(List.of(write(again, release(Duration.ofMinutes(10)))));
        assertThat(lease(BERT, 5)).as("once is enough").isEmpty();
    }

    @Test
    public void aTicketIsWorthNothingWhenItsStepHasEnded() {
        add(photo(1));
        park(leaseOne(ANNA), "ticket-1");
        store.wake("ticket-1");
        Lease lease = leaseOne(ANNA);
        StepRecord done =
                lease.job().step("video").begin().succeed(StepResult.of(new FakeProcessor.Word("x")), List.of());
        store.checkpoint(List.of(write(lease, release(Duration.ofMinutes(1)), done)));

        assertThat(store.wake("ticket-1")).isFalse();
    }

    // Looking

    @Test
    public void jobsAreListedNewestFirstAPageAtATime() {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(0, add(photo(i)));
        }
        JobQuery query = JobQuery.all().limit(10);
        JobPage first = store.list(query);
        add(photo(100));
        JobPage second = store.list(first.next(query).orElseThrow());
        JobPage third = store.list(second.next(query).orElseThrow());

        List<Job> all = new ArrayList<>(first.jobs());
        all.addAll(second.jobs());
        all.addAll(third.jobs());
        assertThat(all).extracting(Job::id).containsExactlyElementsOf(ids);
        assertThat(third.next(query)).isEmpty();
    }

    @Test
    public void jobsAreListedByStatusRecipeOwnerAndImage() {
        JobId mine = add(photo(1).owner("me"));
        JobId theirs = add(photo(2).owner("they"));
        JobId logo =
                add(Submission.of("logo", ImageRef.file("x.jpg")).imageId("1").owner("me"));
        store.cancel(theirs, "no");

        assertThat(ids(JobQuery.all())).containsExactly(logo, theirs, mine);
        assertThat(ids(JobQuery.all().status(JobStatus.CANCELLED, JobStatus.FAILED)))
                .containsExactly(theirs);
        assertThat(ids(JobQuery.all().recipe("photo"))).containsExactly(theirs, mine);
        assertThat(ids(JobQuery.all().owner("me"))).containsExactly(logo, mine);
        assertThat(ids(JobQuery.all().imageId("1").recipe("photo"))).containsExactly(mine);
        assertThat(ids(JobQuery.all().owner("nobody"))).isEmpty();
    }

    @Test
    public void everyStatusIsCounted() {
        assertThat(store.counts()).containsOnlyKeys(JobStatus.values());
        assertThat(store.counts().values()).containsOnly(0L);
        add(photo(1));
        leaseOne(ANNA);
        add(photo(2));
        store.cancel(add(photo(3)), "no");

        assertThat(store.counts())
                .containsEntry(JobStatus.PROCESSING, 1L)
                .containsEntry(JobStatus.PENDING, 1L)
                .containsEntry(JobStatus.CANCELLED, 1L)
                .containsEntry(JobStatus.COMPLETE, 0L);
    }

    // Results

    @Test
    public void resultsOfATypeAreReadInTheOrderInWhichTheirJobsEnded() throws Exception {
        JobId first = add(photo(1).owner("user-1"));
        JobId second = add(bare());
        JobId open = add(photo(3));
        List<Lease> leases = lease(ANNA, 3);
        store.checkpoint(List.of(finish(leases.get(1), word("caption", "dog"), word("title", "Dog"))));
        letPass(Duration.ofSeconds(1));
        store.checkpoint(List.of(
                finish(leases.get(0), word("caption", "cat")),
                write(leases.get(2), new Next.Keep(), word("caption", "not yet"))));

        ResultPage page = results(ResultPage.Mark.START, 10);
        assertThat(page.results()).extracting(ResultPage.Result::job).containsExactly(second, second, first);
        assertThat(page.results()).extracting(JobStoreContract::text).containsExactly("dog", "Dog", "cat");
        assertThat(page.results().get(0).imageId()).isNull();
        assertThat(page.results().get(0).owner()).isNull();
        ResultPage.Result last = page.results().get(2);
        assertThat(last.imageId()).isEqualTo("1");
        assertThat(last.owner()).isEqualTo("user-1");
        assertThat(last.at().ended()).isEqualTo(find(first).finishedAt().orElseThrow());
        assertThat(page.end()).isEqualTo(last.at());
        assertThat(page.hasMore()).isFalse();
        assertThat(store.results("no.such.Type", ResultPage.Mark.START, 10).results())
                .isEmpty();
        assertThat(find(open).isFinished()).isFalse();
    }

    @Test
    public void resultsAreReadAPageAtATimeAndOnFromTheLast() {
        for (int i = 0; i < 5; i++) {
            add(photo(i));
        }
        List<Lease> leases = lease(ANNA, 5);
        List<Checkpoint> ends = new ArrayList<>();
        List<JobId> withWord = new ArrayList<>();
        for (Lease lease : leases) {
            if (ends.size() == 3) {
                ends.add(finish(lease));
            } else {
                ends.add(finish(lease, word("caption", "a word")));
                withWord.add(lease.id());
            }
        }
        store.checkpoint(ends);

        List<JobId> read = new ArrayList<>();
        ResultPage page = results(ResultPage.Mark.START, 2);
        page.results().forEach(result -> read.add(result.job()));
        while (page.hasMore()) {
            page = results(page.end(), 2);
            page.results().forEach(result -> read.add(result.job()));
        }
        assertThat(read).isEqualTo(withWord);
        assertThat(results(page.end(), 2)).isEqualTo(new ResultPage(List.of(), page.end(), false));

        JobId next = add(photo(9));
        store.checkpoint(List.of(finish(leaseOne(ANNA), word("caption", "new"))));
        assertThat(results(page.end(), 2).results())
                .extracting(ResultPage.Result::job)
                .containsExactly(next);
    }

    @Test
    public void theResultsOfAJobThatBeginsAgainComeAgainWithItsNextEnd() throws Exception {
        JobId id = add(photo(1));
        store.checkpoint(List.of(
                write(leaseOne(ANNA), new Next.Finish(JobStatus.FAILED, false, "no title"), word("caption", "cat"))));
        ResultPage.Mark before = results(ResultPage.Mark.START, 5).end();
        assertThat(before.job()).isEqualTo(id);
        letPass(Duration.ofSeconds(1));
        store.reopen(id);
        assertThat(results(ResultPage.Mark.START, 5).results()).isEmpty();
        assertThat(store.kept(List.of(id))).containsExactly(id);

        store.checkpoint(List.of(finish(leaseOne(ANNA), word("title", "Cat"))));
        assertThat(results(before, 5).results())
                .extracting(JobStoreContract::text)
                .containsExactly("cat", "Cat");
    }

    @Test
    public void aForgottenJobHasNoResultsAndIsNotKept() throws Exception {
        JobId old = add(photo(1));
        store.checkpoint(List.of(finish(leaseOne(ANNA), word("caption", "cat"))));
        letPass(Duration.ofMinutes(5));
        JobId young = add(photo(2));
        assertThat(store.kept(List.of(old, young, new JobId(young.value() + 1_000))))
                .containsExactlyInAnyOrder(old, young);
        assertThat(store.prune(Duration.ofMinutes(1), 5)).isEqualTo(1);

        assertThat(store.kept(List.of(old, young))).containsExactly(young);
        assertThat(store.kept(List.of())).isEmpty();
        assertThat(results(ResultPage.Mark.START, 5).results()).isEmpty();
    }

    // Forgetting

    @Test
    public void oldEndedJobsAreForgottenInPieces() throws Exception {
        for (int i = 0; i < 5; i++) {
            add(photo(i));
        }
        List<Lease> leases = lease(ANNA, 4);
        Usage usage = usage("op-1", leases.get(0));
        store.checkpoint(List.of(new Checkpoint(
                leases.get(0),
                List.of(done("palette")),
                List.of(usage),
                new Next.Finish(JobStatus.FAILED, false, "x"))));
        store.checkpoint(List.of(finish(leases.get(1)), finish(leases.get(2))));
        letPass(Duration.ofMinutes(10));
        store.renew(ANNA, ALIVE);
        store.renew(BERT, ALIVE);
        JobId young = add(photo(9));
        store.cancel(young, "no");

        assertThat(store.prune(Duration.ofMinutes(5), 2)).isEqualTo(2);
        assertThat(store.prune(Duration.ofMinutes(5), 2)).isEqualTo(1);
        assertThat(store.prune(Duration.ofMinutes(5), 2)).isZero();
        assertThat(store.find(leases.get(0).id())).isEmpty();
        assertThat(find(young).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(store.costs().find("op-1")).as("what was paid stays known").contains(usage);
        assertThat(store.list(JobQuery.all()).jobs()).hasSize(3);
        assertThat(add(photo(0)))
                .as("the key is free again")
                .isNotEqualTo(leases.get(0).id());
    }

    @Test
    public void theJobThatEndedFirstIsForgottenFirst() throws Exception {
        JobId older = add(photo(1));
        JobId newer = add(photo(2));
        store.cancel(newer, "ends first");
        letPass(Duration.ofSeconds(10));
        store.cancel(older, "ends later");
        letPass(Duration.ofMinutes(5));

        assertThat(store.prune(Duration.ofMinutes(1), 1)).isEqualTo(1);
        assertThat(store.find(newer)).isEmpty();
        assertThat(find(older).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    public void theTicketsOfAForgottenJobAreForgotten() throws Exception {
        JobId id = add(photo(1));
        park(leaseOne(ANNA), "ticket-1");
        store.cancel(id, "no");
        assertThat(store.wake("ticket-1")).as("ended").isFalse();
        letPass(Duration.ofMinutes(5));
        store.renew(ANNA, ALIVE);
        assertThat(store.prune(Duration.ofMinutes(1), 5)).isEqualTo(1);
        assertThat(store.wake("ticket-1")).isFalse();

        JobId next = add(photo(2));
        park(leaseOne(ANNA), "ticket-1");
        assertThat(store.wake("ticket-1")).isTrue();
        assertThat(leaseOne(ANNA).id()).isEqualTo(next);
    }

    // Hints

    @Test
    public void whoWatchesIsToldOfNewWork() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        JobStore.Watch watch = store.watch(told::countDown);
        add(photo(1));

        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        watch.close();
    }

    // Words for the tests above

    private static Submission photo(int imageId) {
        return bare().imageId(Integer.toString(imageId));
    }

    private static Submission logo(int imageId) {
        return Submission.of("logo", ImageRef.file("cat.jpg")).imageId(Integer.toString(imageId));
    }

    private static Submission bare() {
        return Submission.of("photo", ImageRef.file("cat.jpg"));
    }

    private JobId add(Submission submission) {
        return store.add(List.of(submission), Claim.nothing(ANNA)).get(0).job().id();
    }

    private List<JobId> addPhotos(int count) {
        List<Submission> many = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            many.add(photo(i));
        }
        return store.add(many, Claim.nothing(ANNA)).stream()
                .map(added -> added.job().id())
                .toList();
    }

    private Job find(JobId id) {
        return store.find(id).orElseThrow();
    }

    private List<JobId> ids(JobQuery query) {
        return store.list(query).jobs().stream().map(Job::id).toList();
    }

    private List<Lease> lease(WorkerId worker, int limit) {
        return store.lease(new Claim(worker, PHOTO, limit));
    }

    /** Claims a few jobs at a time; a claim may find nothing just because others are at the same jobs. */
    private void claimOften(WorkerId worker, List<Lease> taken) {
        for (int i = 0; i < 40; i++) {
            taken.addAll(lease(worker, 2));
        }
    }

    private Lease leaseOne(WorkerId worker) {
        List<Lease> leases = lease(worker, 1);
        assertThat(leases).hasSize(1);
        return leases.get(0);
    }

    private static Lease leaseOf(Added added) {
        Lease lease = added.lease();
        if (lease == null) {
            throw new AssertionError("not leased: " + added);
        }
        return lease;
    }

    /** As many of a character as fit, and one that makes it full if its length is odd. */
    private static String longest(String character, int length) {
        String text = character.repeat(length / character.length());
        return text + "z".repeat(length - text.length());
    }

    private void park(Lease lease, String ticket) {
        Instant pollAt = lease.leasedAt().plusSeconds(20);
        StepRecord waiting = StepRecord.untouched("video").begin().await(ticket, pollAt);
        store.checkpoint(List.of(write(lease, release(Duration.ofSeconds(20)), waiting)));
    }

    private static Checkpoint write(Lease lease, Next next, StepRecord... steps) {
        return new Checkpoint(lease, Arrays.asList(steps), List.of(), next);
    }

    private static Checkpoint finish(Lease lease, StepRecord... steps) {
        return write(lease, new Next.Finish(JobStatus.COMPLETE, false, null), steps);
    }

    private ResultPage results(ResultPage.Mark after, int limit) {
        return store.results(FakeProcessor.Word.class.getName(), after, limit);
    }

    private static String text(ResultPage.Result result) {
        return result.value().as(FakeProcessor.Word.class).text();
    }

    private static StepRecord word(String step, String text) {
        return StepRecord.untouched(step).begin().succeed(StepResult.of(new FakeProcessor.Word(text)), List.of());
    }

    private static Next release(Duration delay) {
        return new Next.Release(delay);
    }

    private static StepRecord done(String step) {
        StoredFile file = new StoredFile(StorageKey.of("a/b.jpg"), 7, "ab".repeat(32));
        return StepRecord.untouched(step).begin().succeed(StepResult.of(new FakeProcessor.Word("red")), List.of(file));
    }

    private static Usage usage(String operation, Lease lease) {
        Usage.Purpose purpose = new Usage.Purpose(lease.id().value(), "photo", "palette", 1, null);
        return Usage.intent(
                        operation,
                        Instant.parse("2025-01-15T12:00:00Z"),
                        purpose,
                        new Usage.Service("openai", "small", "embedding"))
                .settled(Map.of("tokens", BigDecimal.TEN), Charge.reported(Money.usd("0.001")));
    }

    /** Does several things, each in its thread, which begin at the same moment. */
    private static void together(Runnable... works) throws Exception {
        CyclicBarrier start = new CyclicBarrier(works.length);
        List<Callable<Boolean>> begun = new ArrayList<>();
        for (Runnable work : works) {
            begun.add(() -> {
                start.await();
                work.run();
                return true;
            });
        }
        inThreads(begun);
    }

    private static <T> List<T> inThreads(int threads, Callable<T> work) throws Exception {
        return inThreads(Collections.nCopies(threads, work));
    }

    private static <T> List<T> inThreads(List<Callable<T>> works) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(works.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(works)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
