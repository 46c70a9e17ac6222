// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import dev.darkroom.Darkroom;
import dev.darkroom.DarkroomBuilder;
import dev.darkroom.image.ImageRef;
import dev.darkroom.jdbc.JdbcJobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.Storage;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Darkroom with all that it promises: the whole engine, a key for each job, fenced leases, a row for each step, a
 * history.
 */
final class DarkroomQueue implements Historian {
    private static final String RECIPE = "photo";
    private static final String PAYLOAD = "payload";
    private static final int JOBS_AT_ONCE = 64;
    private static final String HISTORY = """
            WITH added AS (
              INSERT INTO darkroom_job (recipe, source, location, image_id, unique_key, context, submitted_us)
              SELECT 'photo', 'stored', 'picture', 'old-' || n, 'photo/old-' || n,
                '{"payload":"' || rpad(n::text, ?, '0123456789abcdef') || '"}', 0
              FROM generate_series(1, ?) n RETURNING job_id),
            stepped AS (
              INSERT INTO darkroom_step (job_id, step, status, tries, result_type, result, written_us)
              SELECT job_id, 'step-1', 'DONE', 1, 'dev.darkroom.benchmarks.queue.DarkroomQueue$Nothing', '{}', 0
              FROM added)
            INSERT INTO darkroom_done (job_id, status, partial, token, started_us, finished_us)
            SELECT job_id, 'COMPLETE', false, 1, 0, 0 FROM added""";

    private final Pool pool;
    private final String url;
    private final int steps;
    private final AtomicLong images = new AtomicLong();
    private Darkroom darkroom;

    private DarkroomQueue(String url, int steps) {
        this.url = url;
        this.steps = steps;
        this.pool = new Pool(url);
        this.darkroom = build(payload -> {}).withoutWorker().build();
    }

    /** Opens one whose jobs have a single local step. */
    static DarkroomQueue open(String url) {
        return new DarkroomQueue(url, 1);
    }

    /** Opens one whose jobs have three steps, each durable before the next begins. */
    static DarkroomQueue openWithSteps(String url) {
        return new DarkroomQueue(url, 3);
    }

    private DarkroomBuilder build(Consumer<String> processor) {
        return Darkroom.builder()
                .store(JdbcJobStore.open(url))
                .storage(Storage.inMemory())
                .recipe(recipe(processor))
                .jobsAtOnce(JOBS_AT_ONCE);
    }

    private Recipe recipe(Consumer<String> processor) {
        if (steps == 1) {
            return Recipe.named(RECIPE).step(Step.of("step-1", new Read(Lane.LOCAL, processor)));
        }
        Recipe recipe = Recipe.named(RECIPE).step(Step.of("step-1", new Read(Lane.REMOTE, payload -> {})));
        for (int step = 2; step <= steps; step++) {
            Consumer<String> reader = step == steps ? processor : payload -> {};
            recipe = recipe.step(
                    Step.of("step-" + step, new Read(Lane.REMOTE, reader)).after("step-" + (step - 1)));
        }
        return recipe;
    }

    /** Hands the payload on, and does nothing else. */
    private record Read(Lane lane, Consumer<String> reader) implements ImageProcessor<Nothing> {

        @Override
        public StepOutcome<Nothing> process(StepContext context) {
            reader.accept(context.job().submission().context().get(PAYLOAD));
            return StepOutcome.done(new Nothing());
        }

        @Override
        public boolean readsPicture() {
            return false;
        }
    }

    /** The smallest of results. */
    record Nothing() {}

    @Override
    public void clear() throws SQLException {
        pool.execute("TRUNCATE darkroom_job, darkroom_queue, darkroom_done, darkroom_step");
    }

    @Override
    public void submit(List<String> payloads) {
        darkroom.submit(payloads.stream().map(this::submission).toList());
    }

    @Override
    public void submit(String payload) {
        darkroom.submit(submission(payload));
    }

    private Submission submission(String payload) {
        return Submission.of(RECIPE, ImageRef.stored("picture"))
                .imageId(Long.toString(images.incrementAndGet()))
                .context(PAYLOAD, payload);
    }

    @Override
    public void start(Consumer<String> processor) {
        darkroom.close();
        darkroom = build(processor).build();
    }

    @Override
    public void stop() {
        darkroom.close();
        darkroom = build(payload -> {}).withoutWorker().build();
    }

    @Override
    public long waiting() throws SQLException {
        return pool.number("SELECT count(*) FROM darkroom_queue");
    }

    @Override
    public void fillHistory(int jobs) throws SQLException {
        try (var connection = pool.connection();
                var statement = connection.prepareStatement(HISTORY)) {
            statement.setInt(1, Payload.CHARS);
            statement.setInt(2, jobs);
            statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        darkroom.close();
        pool.close();
    }
}
