// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * A data source that knows the host's transactions hands out the connection that is bound to the calling thread. It is
 * told by its auto-commit being off although the source's connections come with it on: then work is done inside the
 * host's transaction, guarded by a savepoint, and neither committed nor rolled back here.
 */
/** The way to the database: connections, transactions, and what is done when one fails. */
final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int MOST_TRIES = 8;

    private final DataSource source;
    private final Dialect dialect;
    private final boolean knowsHostTransactions;
    private final AutoCloseable owned;

    Database(DataSource source, Dialect dialect, boolean knowsHostTransactions, AutoCloseable owned) {
        this.source = source;
        this.dialect = dialect;
        this.knowsHostTransactions = knowsHostTransactions;
        this.owned = owned;
    }

    /** What is done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    Dialect dialect() {
        return dialect;
    }

    Connection connect() throws SQLException {
        return source.getConnection();
    }

    /** Runs work in one transaction: the host's if one is bound to the calling thread, or one of its own. */
    <T> T transaction(String purpose, Work<T> work) {
        return attempt(purpose, connection -> inTransaction(connection, work));
    }

    /** Runs a single statement, or reads. */
    <T> T read(String purpose, Work<T> work) {
        return attempt(
                purpose,
                connection -> connection.getAutoCommit() ? work.with(connection) : inTransaction(connection, work));
    }

    private <T> T attempt(String purpose, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            boolean isHosts = false;
            try (Connection connection = source.getConnection()) {
                isHosts = isHosts(connection);
                return isHosts ? joined(connection, work) : work.with(connection);
            } catch (SQLException e) {
                if (isHosts || attempt == MOST_TRIES || !isWorthRepeating(e)) {
                    throw failure(purpose, e);
                }
                log.debug("trying again to {}", purpose, e);
            }
        }
    }

    /** A row that was there already was not when the transaction looked, so it will look again. */
    private boolean isWorthRepeating(SQLException failure) {
        return dialect.isWorthRepeating(failure) || dialect.isDuplicate(failure);
    }

    static JobStoreException failure(String purpose, SQLException cause) {
        return new JobStoreException("the database could not " + purpose + ": " + cause.getMessage(), cause);
    }

    /** Whether the calling thread has a transaction of the host's. */
    boolean isBoundHere() {
        if (!knowsHostTransactions) {
            return false;
        }
        try (Connection connection = source.getConnection()) {
            return isHosts(connection);
        } catch (SQLException e) {
            throw failure("be reached", e);
        }
    }

    private boolean isHosts(Connection connection) throws SQLException {
        return knowsHostTransactions && !connection.getAutoCommit();
    }

    private <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        if (isHosts(connection)) {
            return work.with(connection);
        }
        boolean wasAutomatic = connection.getAutoCommit();
        dialect.begin(connection);
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        } finally {
            restore(connection, wasAutomatic);
        }
    }

    /** Works inside a transaction that is not ours: a failure of ours leaves it as it was. */
    static <T> T joined(Connection connection, Work<T> work) throws SQLException {
        Savepoint before = connection.setSavepoint();
        T result;
        try {
            result = work.with(connection);
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.rollback(before);
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
        connection.releaseSavepoint(before);
        return result;
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void restore(Connection connection, boolean automatic) {
        try {
            connection.setAutoCommit(automatic);
        } catch (SQLException e) {
            log.debug("a connection is broken; its pool will find out", e);
        }
    }

    @Override
    public void close() {
        try {
            owned.close();
        } catch (Exception e) {
            log.warn("the connections to the database could not be closed", e);
        }
    }
}
