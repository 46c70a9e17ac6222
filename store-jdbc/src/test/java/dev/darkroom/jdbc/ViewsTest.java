// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.darkroom.cost.Budget;
import dev.darkroom.cost.Charge;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator sees. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway") // fields are set before each test
class ViewsTest {
    private static final Duration ALIVE = Duration.ofSeconds(30);
    private static final WorkerId ANNA = new WorkerId("anna-1");
    private static final Next KEEP = new Next.Keep();
    private static final Next COMPLETE = new Next.Finish(JobStatus.COMPLETE, false, null);

    @Parameter
    private TestDatabase database;

    private TestStore tables;
    private JdbcJobStore store;

    @BeforeEach
    void open() {
        tables = database.newStore();
        store = tables.store();
        store.renew(ANNA, ALIVE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theQueueIsCountedByRecipeAndStatus() throws SQLException {
        add("photo", 1);
        add("photo", 2);
        store.add(List.of(submission("photo", 3).delay(Duration.ofHours(1))), Claim.nothing(ANNA));
        add("logo", 4);
        lease("logo");
        finish(leased(add("logo", 5)), COMPLETE);

        assertThat(rows("SELECT recipe, status, jobs, due_jobs FROM {v_queue} ORDER BY recipe, status", 4))
                .containsExactly(
                        tuple("logo", "COMPLETE", "1", "0"),
                        tuple("logo", "PROCESSING", "1", "0"),
                        tuple("photo", "PENDING", "3", "2"));
    }

    @Test
    void aJobIsSeenWithAllThatIsKnownOfIt() throws SQLException {
        JobId id = add("photo", 1);
        Lease lease = leased(id);
        assertThat(rows("SELECT status, worker, priority, leases, steps_done FROM {v_jobs}", 5))
                .containsExactly(tuple("PROCESSING", "anna-1", "NORMAL", "1", "0"));

        store.checkpoint(List.of(new Checkpoint(
                lease,
                List.of(done("a"), StepRecord.untouched("b").fail("no luck")),
                List.of(),
                new Next.Finish(JobStatus.FAILED, false, "step b: no luck"))));
        assertThat(rows("SELECT status, image_id, owner, context, reason, steps_done FROM {v_jobs}", 6))
                .containsExactly(tuple("FAILED", "1", "user-1", "{\"title\":\"Cat 1\"}", "step b: no luck", "1"));
        assertThat(time("SELECT submitted_at FROM {v_jobs}"))
                .isCloseTo(store.find(id).orElseThrow().submittedAt(), Assertions.within(1, ChronoUnit.MILLIS));
        assertThat(time("SELECT finished_at FROM {v_jobs}")).isNotNull();
    }

    @Test
    void theChecklistHasARowForEachStepWithItsTries() throws SQLException {
        Lease lease = leased(add("photo", 1));
        StepRecord once = StepRecord.untouched("b").retry("busy", soon());
        checkpoint(lease, KEEP, done("a"), once.retry("busy again", soon()));

        assertThat(rows("SELECT image_id, job_status, step, status, tries, reason FROM {v_steps} ORDER BY step", 6))
                .containsExactly(
                        tuple("1", "PROCESSING", "a", "DONE", "1", null),
                        tuple("1", "PROCESSING", "b", "PENDING", "2", "busy again"));
    }

    @Test
    void stepsThatRestBeforeAnotherTryAreListedAndOthersAreNot() throws SQLException {
        Lease lease = leased(add("photo", 1));
        checkpoint(
                lease,
                new Next.Release(Duration.ofMinutes(1)),
                StepRecord.untouched("a").retry("busy", soon()),
                StepRecord.untouched("b").await("ticket", soon()),
                done("c"));

        assertThat(rows("SELECT step, status, tries, reason FROM {v_retries}", 4))
                .containsExactly(tuple("a", "PENDING", "1", "busy"));
        assertThat(time("SELECT due_at FROM {v_retries}")).isCloseTo(soon(), Assertions.within(1, ChronoUnit.MINUTES));
    }

    @Test
    void theHistoryTellsWhatHappenedToAJob() throws SQLException {
        JobId id = add("photo", 1);
        Lease lease = leased(id);
        store.checkpoint(List.of(new Checkpoint(lease, List.of(done("a")), List.of(call(id, "op", null)), COMPLETE)));

        assertThat(rows("SELECT event, step, detail FROM {v_history}", 3))
                .containsExactlyInAnyOrder(
                        tuple("SUBMITTED", null, null),
                        tuple("STEP DONE", "a", null),
                        tuple("CALL SETTLED", "a", "openai gpt caption"),
                        tuple("COMPLETE", null, null));
        assertThat(rows("SELECT count(happened_at) FROM {v_history}", 1)).containsExactly(tuple("4"));
    }

    @Test
    void costsAreAddedUpByDayAndUnknownPricesAreCounted() throws SQLException {
        JobId id = add("photo", 1);
        Usage unknown = call(id, "three", null);
        store.costs()
                .record(List.of(
                        call(id, "one", Money.usd("0.10")),
                        call(id, "two", Money.usd("0.25")),
                        call(id, "four", Money.of("7", "EUR")),
                        unknown,
                        Usage.intent("five", unknown.at(), unknown.purpose(), unknown.service())
                                .unsettled(),
                        Usage.intent("seven", unknown.at(), unknown.purpose(), unknown.service())
                                .expecting(new Charge(Money.usd("0.5"), LocalDate.of(2026, 2, 1)))
                                .unsettled(),
                        Usage.intent("six", unknown.at(), unknown.purpose(), unknown.service())));

        assertThat(rows(
                        "SELECT owner, provider, model, recipe, currency, calls, unpriced_calls, unsettled_calls"
                                + " FROM {v_costs} ORDER BY coalesce(currency, '-')",
                        8))
                .containsExactly(
                        tuple("user-1", "openai", "gpt", "photo", null, "2", "2", "1"),
                        tuple("user-1", "openai", "gpt", "photo", "EUR", "1", "0", "0"),
                        tuple("user-1", "openai", "gpt", "photo", "USD", "3", "0", "1"));
        assertThat(rows("SELECT day_utc, amount, unsettled_amount FROM {v_costs} WHERE currency = 'USD'", 3))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.toList().get(0)).isEqualTo("2026-03-01");
                    assertThat(new BigDecimal(row.toList().get(1).toString())).isEqualByComparingTo("0.35");
                    assertThat(new BigDecimal(row.toList().get(2).toString())).isEqualByComparingTo("0.5");
                });
        assertThat(rows("SELECT amount FROM {v_costs} WHERE currency IS NULL", 1))
                .containsExactly(tuple((Object) null));
        assertThat(rows(
                        "SELECT operation, recipe, image_id, price_date, state FROM {v_usage}"
                                + " WHERE operation IN ('one', 'six', 'seven')",
                        5))
                .containsExactlyInAnyOrder(
                        tuple("one", "photo", "1", null, "SETTLED"),
                        tuple("six", "photo", "1", null, "INTENT"),
                        tuple("seven", "photo", "1", "2026-02-01", "UNSETTLED"));
    }

    @Test
    void aJobIsStuckOnceItIsPendingForOverAnHour() throws SQLException {
        add("photo", 1);
        checkpoint(
                leased(add("logo", 2)),
                new Next.Release(Duration.ofDays(1)),
                StepRecord.untouched("a").postpone("no permit", soon()));
        store.add(List.of(submission("photo", 3).delay(Duration.ofHours(3))), Claim.nothing(ANNA));
        leased(add("held", 4));
        assertThat(rows("SELECT job_id FROM {v_stuck}", 1)).isEmpty();

        tables.letPass(Duration.ofMinutes(90));
        assertThat(rows("SELECT image_id, status, reason FROM {v_stuck} ORDER BY image_id", 3))
                .containsExactly(
                        tuple("1", "PENDING", null),
                        tuple("2", "PENDING", "no permit"),
                        tuple("4", "PROCESSING", null));
    }

    @Test
    void failuresAreThoseOfTheLastDay() throws SQLException {
        checkpoint(
                leased(add("photo", 1)),
                new Next.Finish(JobStatus.FAILED, false, "step a: gone"),
                StepRecord.untouched("a").fail("gone"));
        finish(leased(add("photo", 2)), new Next.Finish(JobStatus.FAILED, false, "it takes JVMs down"));
        finish(leased(add("photo", 3)), COMPLETE);

        assertThat(rows("SELECT image_id, reason, step, tries, step_reason FROM {v_failures} ORDER BY image_id", 5))
                .containsExactly(
                        tuple("1", "step a: gone", "a", "1", "gone"),
                        tuple("2", "it takes JVMs down", null, null, null));
        tables.letPass(Duration.ofHours(25));
        assertThat(rows("SELECT image_id FROM {v_failures}", 1)).isEmpty();
    }

    @Test
    void timesAreThoseOfCompleteJobs() throws SQLException {
        finish(leased(add("photo", 1)), COMPLETE);
        finish(leased(add("photo", 2)), COMPLETE);
        finish(leased(add("photo", 3)), new Next.Finish(JobStatus.FAILED, false, "no"));
        execute(
                "UPDATE {done} SET started_us = finished_us - 1000000 * (SELECT CAST(j.image_id AS INTEGER) FROM {job} j"
                        + " WHERE j.job_id = {done}.job_id)");
        execute("UPDATE {job} SET submitted_us = (SELECT d.started_us - 4000000 FROM {done} d"
                + " WHERE d.job_id = {job}.job_id)");

        assertThat(rows(
                        "SELECT recipe, jobs, average_seconds, slowest_seconds, average_wait_seconds FROM {v_times}",
                        5))
                .containsExactly(tuple("photo", "2", "1.500", "2.000", "4.000"));
        if (database != TestDatabase.MARIADB) {
            assertThat(rows("SELECT median_seconds FROM {v_times}", 1)).containsExactly(tuple("1.500"));
        }
    }

    @Test
    void budgetsAreSeenWithWhatIsUsedOfThem() throws SQLException {
        Usage call = call(add("photo", 1), "one", Money.usd("0.10"));
        Usage intent = Usage.intent(call.operation(), call.at(), call.purpose(), call.service())
                .expecting(Charge.reported(Money.usd("0.25")));
        Budget ever = Budget.of("all", Money.usd("1"));
        Budget perOwner = Budget.of("each", Money.usd("1")).perOwner().daily();
        store.costs().hold(intent, List.of(ever));
        store.costs().record(List.of(call));
        store.costs()
                .hold(
                        Usage.intent("two", call.at(), call.purpose(), call.service()),
                        List.of(ever.soft(), perOwner.soft()));

        assertThat(rows("SELECT budget, unpriced_calls FROM {v_budgets} ORDER BY budget", 2))
                .containsExactly(tuple("DAY/USD/each/user-1", "1"), tuple("EVER/USD/all", "1"));
        assertThat(rows("SELECT booked, held, since FROM {v_budgets} WHERE budget = 'EVER/USD/all'", 3))
                .singleElement()
                .satisfies(row -> {
                    assertThat(new BigDecimal(row.toList().get(0).toString())).isEqualByComparingTo("0.1");
                    assertThat(new BigDecimal(row.toList().get(1).toString())).isEqualByComparingTo("0");
                    assertThat(row.toList().get(2)).isNull();
                });
        assertThat(time("SELECT since FROM {v_budgets} WHERE budget = 'DAY/USD/each/user-1'"))
                .isEqualTo(perOwner.periodAt(Instant.now()));
    }

    @Test
    void eachOwnerIsSeenWithTheirCredits() throws SQLException {
        store.credits().grant("user-1", 100, "welcome");
        store.credits().reserve("user-1", 45, "batch");
        store.credits().settle("user-1", "batch", 30, "batch/settled");
        store.credits().reserve("user-1", 20, "next");
        store.credits().grant("user-2", 7, "welcome");

        assertThat(rows(
                        "SELECT owner, issued, available, reserved, spent, movements FROM {v_credits} ORDER BY owner",
                        6))
                .containsExactly(
                        tuple("user-1", "100", "50", "20", "30", "4"), tuple("user-2", "7", "7", "0", "0", "1"));
        assertThat(time("SELECT changed_at FROM {v_credits} WHERE owner = 'user-2'"))
                .isCloseTo(Instant.now(), Assertions.within(1, ChronoUnit.MINUTES));
    }

    // Help

    private static Instant soon() {
        return Instant.now().plusSeconds(60);
    }

    private static Submission submission(String recipe, int image) {
        return Submission.of(recipe, ImageRef.url("https://example.org/" + image))
                .imageId("" + image)
                .owner("user-1")
                .context("title", "Cat " + image);
    }

    private JobId add(String recipe, int image) {
        return store.add(List.of(submission(recipe, image)), Claim.nothing(ANNA))
                .get(0)
                .job()
                .id();
    }

    private Lease lease(String recipe) {
        return store.lease(new Claim(ANNA, Set.of(recipe), 1)).get(0);
    }

    private Lease leased(JobId id) {
        String recipe = store.find(id).orElseThrow().recipe();
        List<Lease> leases = store.lease(new Claim(ANNA, Set.of(recipe), 100));
        return leases.stream()
                .filter(lease -> lease.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void checkpoint(Lease lease, Next next, StepRecord... steps) {
        assertThat(store.checkpoint(List.of(new Checkpoint(lease, List.of(steps), List.of(), next))))
                .isEmpty();
    }

    private void finish(Lease lease, Next next) {
        checkpoint(lease, next);
    }

    private static StepRecord done(String step) {
        return StepRecord.untouched(step).succeed(new StepResult("text", "\"x\""), List.of());
    }

    private static Usage call(JobId job, String operation, Money cost) {
        return Usage.intent(
                        operation,
                        Instant.parse("2026-03-01T23:59:59.999999Z"),
                        new Usage.Purpose(job.value(), "photo", "a", 1, "user-1"),
                        new Usage.Service("openai", "gpt", "caption"))
                .settled(Map.of("tokens", BigDecimal.TEN), cost == null ? null : Charge.reported(cost));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(filled(sql));
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(tables.settings().url());
    }

    private String filled(String sql) {
        return sql.replaceAll("\\{(\\w+)}", tables.settings().prefix() + "$1");
    }

    private List<Tuple> rows(String sql, int columns) throws SQLException {
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery(filled(sql))) {
            List<Tuple> rows = new ArrayList<>();
            while (row.next()) {
                Object[] values = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    values[i] = row.getString(i + 1);
                }
                rows.add(tuple(values));
            }
            return rows;
        }
    }

    /** MariaDB's times are of UTC and don't say so. */
    private Instant time(String sql) throws SQLException {
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery(filled(sql))) {
            row.next();
            return database == TestDatabase.MARIADB
                    ? Instant.parse(row.getString(1).replace(' ', 'T') + "Z")
                    : row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
