// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import dev.darkroom.benchmarks.figures.Findings;
import dev.darkroom.benchmarks.figures.Samples;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a job costs the database while somebody holds a snapshot open: a dump, a replica, a forgotten console. Until it
 * ends, nothing that is deleted can be cleared away, and who looks for work may have to step over all of it.
 */
final class HeldSnapshot {
    private static final int WARM_UP = 200;

    private final PostgresServer server;
    private final Meter meter;
    private final Effort effort;
    private final Findings findings;

    HeldSnapshot(PostgresServer server, Meter meter, Effort effort, Findings findings) {
        this.server = server;
        this.meter = meter;
        this.effort = effort;
        this.findings = findings;
    }

    void measure(List<Entrant<? extends Historian>> entrants) throws SQLException, InterruptedException {
        for (Entrant<? extends Historian> entrant : entrants) {
            findings.say("snapshot: " + entrant.name() + " with " + effort.dead() + " jobs dead behind a snapshot");
            double micros = databaseMicros(entrant);
            findings.figure(
                    Entrants.figure("snapshot_db_ms_per_job", entrant.name()), new double[] {micros / 1e3}, "under 2");
        }
    }

    private double databaseMicros(Entrant<? extends Historian> entrant) throws SQLException, InterruptedException {
        String url = server.url(entrant.database());
        try (Contestant contestant = entrant.open(server)) {
            contestant.clear();
            try (Connection other = DriverManager.getConnection(url)) {
                hold(other);
                return withDead(entrant.database(), contestant);
            }
        }
    }

    private static void hold(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM pg_class");
        }
    }

    private double withDead(String database, Contestant contestant) throws SQLException, InterruptedException {
        BlockingQueue<Double> waits = new LinkedBlockingQueue<>();
        AtomicInteger came = new AtomicInteger();
        for (int left = effort.dead(); left > 0; left -= Effort.BATCH) {
            contestant.submit(Payload.now(Math.min(left, Effort.BATCH)));
        }
        contestant.start(payload -> {
            if (came.incrementAndGet() > effort.dead()) {
                waits.add(Payload.millisSince(payload));
            }
        });
        while (contestant.waiting() > 0) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        server.analyze(database);
        Pace pace = new Pace(contestant, waits);
        pace.warmUp(WARM_UP);
        Meter.Reading before = meter.read(database);
        double[] measured = pace.waits(effort.starts()).untilStart();
        Meter.Cost cost = meter.read(database).since(before, effort.starts());
        contestant.stop();
        findings.say(String.format(
                "snapshot: %.2f ms of the database for each job, %.1f statements; started after p50 %.2f ms",
                cost.databaseMicros() / 1e3, cost.statements(), Samples.percentile(measured, 50)));
        return cost.databaseMicros();
    }
}
