// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tables and statements of a queue written by hand for this comparison: as little as durable jobs with a history
 * can do with. The wide row of a job is written once and never again; what changes is a narrow row while it waits.
 */
final class BoundTables implements AutoCloseable {
    private static final String TABLES = """
            CREATE TABLE IF NOT EXISTS job (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload text NOT NULL, added timestamptz NOT NULL);
            CREATE TABLE IF NOT EXISTS wait (
              id bigint PRIMARY KEY, due timestamptz NOT NULL, state smallint NOT NULL, owner int NOT NULL);
            CREATE INDEX IF NOT EXISTS wait_due ON wait (due, id) WHERE state = 0;
            CREATE TABLE IF NOT EXISTS done (id bigint PRIMARY KEY, ended timestamptz NOT NULL);
            CREATE TABLE IF NOT EXISTS step (
              job bigint NOT NULL, step smallint NOT NULL, ended timestamptz NOT NULL, PRIMARY KEY (job, step));""";
    private static final String SUBMIT_BATCH = """
            WITH added AS (
              INSERT INTO job (payload, added) SELECT p, now() FROM unnest(?::text[]) p RETURNING id)
            INSERT INTO wait (id, due, state, owner) SELECT id, now(), 0, 0 FROM added""";
    private static final String SUBMIT = """
            WITH added AS (INSERT INTO job (payload, added) VALUES (?, now()) RETURNING id)
            INSERT INTO wait (id, due, state, owner) SELECT id, now(), 0, 0 FROM added""";
    private static final String CYCLE = """
            WITH gone AS (
              DELETE FROM wait WHERE id = ANY(?) AND owner = ? RETURNING id),
            kept AS (
              INSERT INTO done (id, ended) SELECT id, now() FROM gone),
            taken AS (
              UPDATE wait SET state = 1, owner = ? WHERE id = ANY(ARRAY(
                SELECT id FROM wait WHERE state = 0 AND due <= now() ORDER BY due, id LIMIT ? FOR UPDATE SKIP LOCKED))
              RETURNING id)
            SELECT j.id, j.payload FROM taken JOIN job j USING (id)""";
    private static final String STEPS =
            "INSERT INTO step (job, step, ended) SELECT j, s, now() FROM unnest(?::bigint[], ?::smallint[]) t (j, s)";
    private static final String HISTORY = """
            WITH added AS (
              INSERT INTO job (payload, added)
              SELECT rpad(n::text, ?, '0123456789abcdef'), now() - interval '1 day' FROM generate_series(1, ?) n
              RETURNING id)
            INSERT INTO done (id, ended) SELECT id, now() - interval '1 day' FROM added""";

    private final Pool pool;
    private final Semaphore hint = new Semaphore(0);
    private final AtomicInteger lastOwner = new AtomicInteger();

    BoundTables(String jdbcUrl) {
        this.pool = new Pool(jdbcUrl);
    }

    /** A job that was taken. */
    record Taken(long id, String payload) {}

    /** A step that has ended. */
    record Step(long job, int step) {}

    void clear() throws SQLException {
        pool.execute(TABLES, "TRUNCATE job, wait, done, step");
    }

    void submit(List<String> payloads) throws SQLException {
        try (Connection connection = pool.connection();
                PreparedStatement statement = connection.prepareStatement(SUBMIT_BATCH)) {
            statement.setArray(1, connection.createArrayOf("text", payloads.toArray(String[]::new)));
            statement.executeUpdate();
        }
        hint.release();
    }

    void submit(String payload) throws SQLException {
        try (Connection connection = pool.connection();
                PreparedStatement statement = connection.prepareStatement(SUBMIT)) {
            statement.setString(1, payload);
            statement.executeUpdate();
        }
        hint.release();
    }

    /** Returns the number of a new owner of jobs. */
    int newOwner() {
        return lastOwner.incrementAndGet();
    }

    /** Notes that an owner's jobs have ended and takes it the next, in one statement. */
    List<Taken> cycle(int owner, List<Long> ended, int atMost) throws SQLException {
        try (Connection connection = pool.connection();
                PreparedStatement statement = connection.prepareStatement(CYCLE)) {
            Array ids = connection.createArrayOf("bigint", ended.toArray(Long[]::new));
            statement.setArray(1, ids);
            statement.setInt(2, owner);
            statement.setInt(3, owner);
            statement.setInt(4, atMost);
            try (ResultSet rows = statement.executeQuery()) {
                List<Taken> taken = new ArrayList<>(atMost);
                while (rows.next()) {
                    taken.add(new Taken(rows.getLong(1), rows.getString(2)));
                }
                return taken;
            }
        }
    }

    /** Notes steps that have ended; they are durable when this returns. */
    void insert(List<Step> steps) throws SQLException {
        try (Connection connection = pool.connection();
                PreparedStatement statement = connection.prepareStatement(STEPS)) {
            Object[] jobs = steps.stream().map(Step::job).toArray();
            Object[] numbers = steps.stream().map(Step::step).toArray();
            statement.setArray(1, connection.createArrayOf("bigint", jobs));
            statement.setArray(2, connection.createArrayOf("smallint", numbers));
            statement.executeUpdate();
        }
    }

    /** Waits until a job was handed in in this JVM, or a little, since another may have handed in one. */
    void rest() throws InterruptedException {
        if (hint.tryAcquire(100, TimeUnit.MILLISECONDS)) {
            hint.drainPermits();
        }
    }

    void fillHistory(int jobs) throws SQLException {
        try (Connection connection = pool.connection();
                PreparedStatement statement = connection.prepareStatement(HISTORY)) {
            statement.setInt(1, Payload.CHARS);
            statement.setInt(2, jobs);
            statement.executeUpdate();
        }
    }

    long waiting() throws SQLException {
        return pool.number("SELECT count(*) FROM wait");
    }

    @Override
    public void close() {
        pool.close();
    }
}
