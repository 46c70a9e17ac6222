// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.jspecify.annotations.Nullable;

/** JobRunr, without its lambdas (whose analysis costs time) and with the shortest poll that it is made for. */
final class JobRunrQueue implements Contestant {
    private static final Duration POLL = Duration.ofSeconds(5);

    private final Pool pool;
    private final JacksonJsonMapper mapper = new JacksonJsonMapper();
    private final StorageProvider storage;
    private final JobRequestScheduler scheduler;
    private @Nullable BackgroundJobServer server;

    private JobRunrQueue(Pool pool) {
        this.pool = pool;
        this.storage = new PostgresStorageProvider(pool.source());
        storage.setJobMapper(new JobMapper(mapper));
        this.scheduler = new JobRequestScheduler(storage);
    }

    static JobRunrQueue open(String jdbcUrl) {
        return new JobRunrQueue(new Pool(jdbcUrl));
    }

    /** A job, as JobRunr writes it down; a class and not a record because its mapper fills in the fields. */
    public static final class Request implements JobRequest {
        private static final long serialVersionUID = 1;

        private final String payload;

        private Request() {
            this("");
        }

        Request(String payload) {
            this.payload = payload;
        }

        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** Runs a job. */
    public static final class Handler implements JobRequestHandler<Request> {
        private final Consumer<String> processor;

        Handler(Consumer<String> processor) {
            this.processor = processor;
        }

        @Override
        public void run(Request request) {
            processor.accept(request.payload);
        }
    }

    /** Hands out the one handler. */
    private record Activator(Handler handler) implements JobActivator {
        @Override
        public <T> T activateJob(Class<T> type) {
            return type.cast(handler);
        }
    }

    @Override
    public void clear() throws SQLException {
        pool.execute("TRUNCATE jobrunr_jobs");
    }

    @Override
    public void submit(List<String> payloads) {
        scheduler.enqueue(payloads.stream().map(Request::new));
    }

    @Override
    public void submit(String payload) {
        scheduler.enqueue(new Request(payload));
    }

    @Override
    public void start(Consumer<String> processor) {
        BackgroundJobServerConfiguration configuration =
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(Entrants.WORKERS)
                        .andPollInterval(POLL);
        BackgroundJobServer started =
                new BackgroundJobServer(storage, mapper, new Activator(new Handler(processor)), configuration);
        started.start();
        server = started;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public long waiting() throws SQLException {
        return pool.number("SELECT count(*) FROM jobrunr_jobs WHERE state IN ('ENQUEUED', 'PROCESSING')");
    }

    @Override
    public void close() {
        stop();
        scheduler.shutdown();
        storage.close();
        pool.close();
    }
}
