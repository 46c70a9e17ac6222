// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.DarkroomBuilder;
import dev.darkroom.cost.Charge;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.JobStoreException;
import dev.darkroom.job.StepStatus;
import dev.darkroom.job.Submission;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A database with a store's tables, a provider that remembers what it charged, and what must hold of both. */
final class FaultBench {
    static final Duration ALIVE = Duration.ofSeconds(30);

    private static final int MOST_TRIES = 10;
    private static final Money PRICE = Money.usd("0.04");

    private final DataSource source;
    private final TestStore tables;
    private final Charges charges;

    FaultBench(DataSource source, TestStore tables, Charges charges) {
        this.source = source;
        this.tables = tables;
        this.charges = charges;
    }

    /** Makes one with tables of its own, whose provider keeps its charges in memory. */
    static FaultBench on(DataSource source) {
        List<String> charged = new CopyOnWriteArrayList<>();
        TestStore tables = TestStore.of(JdbcSettings.dataSource(source).prefix(TestStore.newPrefix()));
        return new FaultBench(source, tables, new Charges() {
            @Override
            public void add(String operation) {
                charged.add(operation);
            }

            @Override
            public List<String> all() {
                return charged;
            }
        });
    }

    /** What a provider keeps, whatever becomes of those who call it. */
    interface Charges {
        void add(String operation);

        List<String> all();
    }

    /** Opens the store as one more process would, with these faults between it and the database. */
    JobStore store(Faults faults) {
        return faults.around(jdbcStore(faults));
    }

    JdbcJobStore jdbcStore(Faults faults) {
        return tables.open(JdbcSettings.dataSource(faults.around(source))
                .prefix(tables.settings().prefix()));
    }

    void letPass(Duration time) throws SQLException {
        try (Connection connection = source.getConnection()) {
            tables.letPass(connection, time);
        }
    }

    DarkroomBuilder worker(JobStore store) {
        return worker(store, point -> {});
    }

    /** Returns a worker by hand, that tells when it comes to points of its own. */
    DarkroomBuilder worker(JobStore store, Consumer<String> points) {
        return Darkroom.builder()
                .store(store)
                .storage(Storage.inMemory())
                .aliveFor(ALIVE)
                .byHand()
                .recipe(Recipe.named("photo")
                        .step(Step.of("look", FakeProcessor.local().always(this::look)))
                        .step(Step.of("draw", FakeProcessor.remote().always(context -> draw(context, points)))
                                .after("look")
                                .retry(Backoff.fixed(Duration.ZERO).retries(100)))
                        .step(Step.of("tell", FakeProcessor.local().always(this::look))
                                .after("draw")));
    }

    private StepOutcome<Word> look(StepContext context) {
        return StepOutcome.done(new Word(context.job().imageId().orElseThrow()));
    }

    private StepOutcome<Word> draw(StepContext context, Consumer<String> points) throws InterruptedException {
        Usage intent = Usage.intent(
                "draw-" + context.job().id() + "-" + System.nanoTime(),
                context.clock().instant(),
                new Usage.Purpose(
                        context.job().id().value(), context.job().recipe(), context.step(), context.tryNumber(), null),
                new Usage.Service("fake", "model", "draw"));
        context.intend(intent);
        points.accept("between intent and call");
        charges.add(intent.operation());
        points.accept("between call and checkpoint");
        return new StepOutcome.Succeeded<>(
                new Word(intent.operation()), List.of(intent.settled(Map.of(), Charge.reported(PRICE))));
    }

    static Submission picture(String imageId) {
        return Submission.of("photo", ImageRef.of("nowhere", imageId)).imageId(imageId);
    }

    /** Submits as a host does that wants to know: again, until it is acknowledged. */
    static JobId submit(Darkroom darkroom, String imageId) {
        for (int attempt = 1; ; attempt++) {
            try {
                return darkroom.submit(picture(imageId)).id();
            } catch (JobStoreException e) {
                if (attempt == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Works as the worker's own loop does: again after trouble. */
    static void work(Darkroom darkroom, JobId id) {
        for (int attempt = 1; ; attempt++) {
            try {
                darkroom.runDue();
                if (darkroom.find(id).orElseThrow().job().isFinished() || attempt == MOST_TRIES) {
                    return;
                }
            } catch (JobStoreException e) {
                if (attempt == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Checks all that is promised of a job that was acknowledged, and of what it cost. */
    void check(JobStore store, JobId id, String imageId) throws SQLException {
        Job job = store.find(id).orElseThrow();
        assertThat(job.status()).as("no job is lost: %s", job).isEqualTo(JobStatus.COMPLETE);
        assertThat(job.steps().values())
                .as("no result is lost")
                .hasSize(3)
                .allMatch(step -> step.status() == StepStatus.DONE);
        assertThat(job.result("look", Word.class).text()).isEqualTo(imageId);
        assertThat(count("SELECT count(*) FROM {job} WHERE image_id = '" + imageId + "'"))
                .as("a repeated submission is the same job")
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM {queue} WHERE job_id = " + id))
                .as("what has ended is lent no more")
                .isZero();
        checkLedger(store, job);
    }

    /** Checks that the ledger has every charge of a job: one is settled, and the others are shown to be open. */
    void checkLedger(JobStore store, Job job) {
        List<Usage> ledger = store.costs().ofJob(job.id().value());
        assertThat(ledger)
                .extracting(Usage::operation)
                .as("every charge is in the ledger")
                .doesNotHaveDuplicates()
                .containsAll(chargesOf(job.id()));
        assertThat(ledger)
                .filteredOn(usage -> usage.state() == Usage.State.SETTLED)
                .as("what counts is settled once")
                .singleElement()
                .satisfies(usage -> {
                    assertThat(usage.operation())
                            .isEqualTo(job.result("draw", Word.class).text());
                    assertThat(usage.cost()).isEqualTo(PRICE);
                });
    }

    private List<String> chargesOf(JobId id) {
        return charges.all().stream()
                .filter(operation -> operation.startsWith("draw-" + id + "-"))
                .toList();
    }

    long count(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(fill(sql));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(fill(sql))) {
            statement.execute();
        }
    }

    String fill(String sql) {
        return new Names(tables.settings().prefix(), "").fill(sql);
    }

    DataSource source() {
        return source;
    }
}
