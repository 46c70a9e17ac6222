// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** db-scheduler, with the settings that were its best: much fetched ahead, and one index fewer, without priorities. */
final class DbScheduler implements Contestant {
    private static final String TABLES = """
            CREATE TABLE IF NOT EXISTS scheduled_tasks (
              task_name text NOT NULL,
              task_instance text NOT NULL,
              task_data bytea,
              execution_time timestamptz,
              picked boolean NOT NULL,
              picked_by text,
              last_success timestamptz,
              last_failure timestamptz,
              consecutive_failures int,
              last_heartbeat timestamptz,
              version bigint NOT NULL,
              priority smallint,
              state text,
              PRIMARY KEY (task_name, task_instance));
            CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time);
            CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat);""";
    private static final double FETCH_BELOW = 4.0;
    private static final double FETCH_UP_TO = 20.0;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Pool pool;
    private final String prefix = UUID.randomUUID() + "-";
    private final AtomicLong number = new AtomicLong();
    private final OneTimeTask<String> task =
            Tasks.oneTime("job", String.class).execute((instance, context) -> process(instance.getData()));
    private final SchedulerClient distant;
    private volatile Consumer<String> processor = payload -> {};
    private volatile @Nullable Scheduler scheduler;

    private DbScheduler(Pool pool) {
        this.pool = pool;
        this.distant = SchedulerClient.Builder.create(pool.source(), task).build();
    }

    static DbScheduler open(String jdbcUrl) {
        return new DbScheduler(new Pool(jdbcUrl));
    }

    private void process(String payload) {
        processor.accept(payload);
    }

    @Override
    public void clear() throws SQLException {
        pool.execute(TABLES, "TRUNCATE scheduled_tasks");
    }

    @Override
    public void submit(List<String> payloads) {
        List<TaskInstance<?>> instances = new ArrayList<>(payloads.size());
        payloads.forEach(payload -> instances.add(instance(payload)));
        client().scheduleBatch(instances, Instant.now());
    }

    @Override
    public void submit(String payload) {
        client().scheduleIfNotExists(instance(payload), Instant.now());
    }

    private TaskInstance<String> instance(String payload) {
        return task.instance(prefix + number.incrementAndGet(), payload);
    }

    private SchedulerClient client() {
        Scheduler here = scheduler;
        return here == null ? distant : here;
    }

    @Override
    public void start(Consumer<String> with) {
        processor = with;
        Scheduler started = Scheduler.create(pool.source(), task)
                .threads(Entrants.WORKERS)
                .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
                .pollingInterval(POLL)
                .enableImmediateExecution()
                .build();
        started.start();
        scheduler = started;
    }

    @Override
    public void stop() {
        Scheduler started = scheduler;
        if (started != null) {
            started.stop();
            scheduler = null;
        }
    }

    @Override
    public long waiting() throws SQLException {
        return pool.number("SELECT count(*) FROM scheduled_tasks");
    }

    @Override
    public void close() {
        stop();
        pool.close();
    }
}
