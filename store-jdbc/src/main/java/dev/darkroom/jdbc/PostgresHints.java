// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * NOTIFY takes a lock of the whole server until its transaction is committed, so it is not part of the transactions that
 * add jobs: a thread of its own sends one, at most every few milliseconds, for all that was added meanwhile. Hints may be
 * lost, such as behind PgBouncer or while a connection is made anew; workers look by themselves, too.
 */
/** Hints by LISTEN and NOTIFY. */
final class PostgresHints extends Hints {
    private static final Logger log = LoggerFactory.getLogger(PostgresHints.class);

    /** A hint may be lost, so nobody waits until it lies on a disk; that holds for this one transaction. */
    private static final String NOTIFY = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, ?)";

    private static final long BETWEEN_HINTS_MILLIS = 5;
    private static final int LISTEN_MILLIS = 200;
    private static final long LONGEST_CLOSE_MILLIS = 1_000;
    private static final long PAUSE_AFTER_TROUBLE_MILLIS = 1_000;

    private final Database database;
    private final String channel;
    private final String me = UUID.randomUUID().toString();
    private final Semaphore news = new Semaphore(0);
    private final Semaphore closing = new Semaphore(0);
    private final Thread teller = new Thread(this::tellOthers, "darkroom-notify");
    private final Thread listener = new Thread(this::listen, "darkroom-listen");
    private volatile @Nullable Connection listening;
    private volatile boolean closed;

    PostgresHints(Database database, Names names) {
        this.database = database;
        this.channel = names.table("jobs");
        teller.setDaemon(true);
        listener.setDaemon(true);
    }

    @Override
    JobStore.Watch watch(Runnable hint) {
        JobStore.Watch watch = super.watch(hint);
        start(listener);
        return watch;
    }

    @Override
    void tell() {
        tellHere();
        start(teller);
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    private synchronized void start(Thread thread) {
        if (!closed && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    private void tellOthers() {
        try {
            while (!closed) {
                news.acquire();
                news.drainPermits();
                sendHint();
                closing.tryAcquire(BETWEEN_HINTS_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            log.debug("no more hints are sent", e);
        }
    }

    private void sendHint() {
        if (closed) {
            return;
        }
        try (Connection connection = database.connect()) {
            outsideOfTransactions(connection, () -> Statements.query(connection, NOTIFY, row -> true, channel, me));
        } catch (SQLException | RuntimeException e) {
            log.debug("other nodes could not be told that there are new jobs; they will look by themselves", e);
        }
    }

    private interface Talk {
        void go() throws SQLException;
    }

    /** A host's connections may come with a transaction begun, whose end would take what was said along. */
    private static void outsideOfTransactions(Connection connection, Talk talk) throws SQLException {
        if (connection.getAutoCommit()) {
            talk.go();
            return;
        }
        connection.setAutoCommit(true);
        try {
            talk.go();
        } finally {
            connection.setAutoCommit(false);
        }
    }

    private void listen() {
        try {
            while (!closed) {
                try (Connection connection = database.connect()) {
                    listening = connection;
                    outsideOfTransactions(connection, () -> listenTo(connection));
                } catch (SQLException | RuntimeException e) {
                    log.debug("can't listen for new jobs at the moment; looking for them instead", e);
                } finally {
                    listening = null;
                }
                closing.tryAcquire(PAUSE_AFTER_TROUBLE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            log.debug("no more hints are heard", e);
        }
    }

    private void listenTo(Connection connection) throws SQLException {
        PGConnection server = connection.unwrap(PGConnection.class);
        Statements.execute(connection, "LISTEN \"" + channel + "\"");
        tellHere();
        while (!closed) {
            PGNotification[] heard = server.getNotifications(LISTEN_MILLIS);
            if (heard != null && isFromOthers(heard)) {
                tellHere();
            }
        }
        Statements.execute(connection, "UNLISTEN \"" + channel + "\"");
    }

    private boolean isFromOthers(PGNotification[] heard) {
        for (PGNotification one : heard) {
            if (!one.getParameter().equals(me)) {
                return true;
            }
        }
        return false;
    }

    /** Waits until the listener has given its connection back; if the server keeps it waiting, cuts it. */
    @Override
    public void close() {
        closed = true;
        closing.release(2);
        teller.interrupt();
        try {
            listener.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cutListener();
    }

    private void cutListener() {
        Connection connection = listening;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("the listening connection could not be cut", e);
            }
        }
    }
}
