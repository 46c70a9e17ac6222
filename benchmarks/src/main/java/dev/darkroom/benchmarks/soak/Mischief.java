// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/*
 * The kinds are drawn from a shuffled deck, so that a short run has some of each and a seed gives the same order again;
 * what each of them hits at that moment is the machine's chance.
 */
/** Kills at random, and brings back what it killed. */
final class Mischief {
    private static final int LONGEST_REST_MILLIS = 2_500;
    private static final int LONGEST_OUTAGE_MILLIS = 1_500;
    private static final int LONGEST_OVERTIME_MILLIS = 2_500;
    private static final int MOST_CONNECTIONS = 4;
    private static final int LOOKS_FOR_BUSY_CONNECTIONS = 50;

    private final Server server;
    private final List<WorkerSlot> workers;
    private final Random random;
    private final List<Kill> kills = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    private final List<Kind> deck = new ArrayList<>();
    private int connectionsCut;

    Mischief(Server server, List<WorkerSlot> workers, long seed) {
        this.server = server;
        this.workers = workers;
        this.random = new Random(seed);
    }

    /** What can happen. */
    enum Kind {
        /** A worker is killed, and another one started soon. */
        KILL(7),
        /** A worker stands still for longer than its lease, and then goes on as a zombie. */
        FREEZE(2),
        /** A worker is asked to end. */
        TERMINATE(1),
        /** Connections are cut, in mid-transaction if there is one. */
        CUT(5),
        /** The database is killed, and comes back. */
        DATABASE(1);

        private final int inADeck;

        Kind(int inADeck) {
            this.inADeck = inADeck;
        }
    }

    /** A worker that was killed, and when. */
    record Kill(String worker, long micros) {}

    /** When the database was down. */
    record Outage(long fromMicros, long toMicros) {}

    /** Goes on for a time; afterwards everything is alive again. */
    void run(Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(random.nextInt(LONGEST_REST_MILLIS));
            startAll();
            Kind kind = draw();
            done.merge(kind, 1, Integer::sum);
            carryOut(kind);
        }
        for (WorkerSlot worker : workers) {
            worker.thaw();
        }
        startAll();
    }

    private Kind draw() {
        if (deck.isEmpty()) {
            for (Kind kind : Kind.values()) {
                deck.addAll(Collections.nCopies(kind.inADeck, kind));
            }
            Collections.shuffle(deck, random);
        }
        return deck.remove(deck.size() - 1);
    }

    private void carryOut(Kind kind) throws IOException, InterruptedException {
        WorkerSlot worker = workers.get(random.nextInt(workers.size()));
        switch (kind) {
            case KILL -> {
                kills.add(new Kill(worker.name(), nowMicros()));
                worker.kill();
            }
            case FREEZE -> freeze(worker);
            case TERMINATE -> worker.terminate();
            case CUT -> cut();
            case DATABASE -> killDatabase();
        }
    }

    /** The others go on meanwhile, so nothing else is done to this one. */
    private void freeze(WorkerSlot worker) throws IOException, InterruptedException {
        worker.freeze();
        Thread.sleep(WorkerMain.ALIVE_FOR.toMillis() + random.nextInt(LONGEST_OVERTIME_MILLIS));
        worker.thaw();
    }

    /** Waits a little for connections that are in the middle of something, and cuts whatever there is then. */
    private void cut() throws InterruptedException {
        int some = 1 + random.nextInt(MOST_CONNECTIONS);
        int before = connectionsCut;
        for (int look = 0; look < LOOKS_FOR_BUSY_CONNECTIONS && connectionsCut == before; look++) {
            cut("AND state IN ('active', 'idle in transaction')", some);
            Thread.sleep(1);
        }
        if (connectionsCut == before) {
            cut("", some);
        }
    }

    private void cut(String condition, int most) {
        String sql = "SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity"
                + " WHERE application_name LIKE 'soak-%' AND pid <> pg_backend_pid() " + condition
                + " ORDER BY hashint8(pid + " + random.nextInt(1_000) + ") LIMIT " + most + ") AS victim";
        try (Connection connection = server.connect("soak-mischief");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                connectionsCut++;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the connections could not be cut", e);
        }
    }

    private void killDatabase() throws IOException, InterruptedException {
        long from = nowMicros();
        server.kill();
        Thread.sleep(random.nextInt(LONGEST_OUTAGE_MILLIS));
        server.restart();
        outages.add(new Outage(from, nowMicros()));
    }

    private void startAll() throws IOException {
        for (WorkerSlot worker : workers) {
            worker.start();
        }
    }

    private static long nowMicros() {
        return System.currentTimeMillis() * 1_000;
    }

    /** Returns how often a kind of mischief was done. */
    int count(Kind kind) {
        return done.getOrDefault(kind, 0);
    }

    int connectionsCut() {
        return connectionsCut;
    }

    List<Kill> kills() {
        return List.copyOf(kills);
    }

    List<Outage> outages() {
        return List.copyOf(outages);
    }
}
