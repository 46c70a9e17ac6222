// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What differs between databases, in small pieces of SQL. */
abstract class Dialect {

    /** Finds the dialect of a database by the name that its driver gives. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> new H2Dialect();
            case "PostgreSQL" -> new PostgresDialect();
            case "MariaDB", "MySQL" -> new MariaDbDialect(product);
            default ->
                throw new IllegalArgumentException(
                        "Darkroom keeps its jobs in H2, PostgreSQL, MariaDB or MySQL, not in '" + product + "'");
        };
    }

    /** Returns the name that people know it by. */
    abstract String product();

    /** Returns the folder of its migrations. */
    abstract String folder();

    /** Returns the expression for the database's time in microseconds since 1970. */
    abstract String now();

    /** Says that a column is one of so many numbers; they are bound by {@link #bind}. */
    abstract String isOneOf(String column, int count);

    /** Binds the numbers of {@link #isOneOf}; returns the index after them. */
    abstract int bind(PreparedStatement statement, int index, Collection<Long> numbers) throws SQLException;

    /** Returns the start of a statement that writes rows, or replaces those with the same key. */
    abstract String upsert(String table, List<String> key, List<String> columns, int rows);

    /** Returns the numbers of all rows that one statement inserted, of those that its driver told. */
    List<Long> allIds(Connection connection, List<Long> told, int rows) throws SQLException {
        if (told.size() != rows) {
            throw new SQLException("the driver told " + told.size() + " numbers of " + rows + " new rows");
        }
        return told;
    }

    /** Returns what is added to a query so that rows that others have locked are passed over. */
    abstract String skippingLocked();

    /** Returns what is added to a query so that it sees rows that were committed after the transaction began. */
    abstract String seeingLatest();

    /** Prepares a transaction of our own. */
    void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Whether a repeat of the transaction may well succeed. */
    boolean isWorthRepeating(SQLException failure) {
        return "40001".equals(failure.getSQLState());
    }

    /** Whether a unique key is there already. */
    boolean isDuplicate(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.startsWith("23505");
    }

    /** Whether the user lacks a right. */
    boolean isForbidden(SQLException failure) {
        return "42501".equals(failure.getSQLState());
    }

    /** Whether there is such a table where the connection looks first. */
    abstract boolean hasTable(Connection connection, String table) throws SQLException;

    /** Returns how texts are compared, for files that have to say it. */
    String collation() {
        return "";
    }

    /** Returns what tells other nodes of new jobs, if only those in this JVM. */
    Hints hints(Database database, Names names) {
        return new Hints();
    }

    /** Returns how rows of the host's become jobs here. */
    abstract Doors doors(Names names);

    /** Takes care that only one node at a time changes tables; ends with the connection or with {@link #unlock}. */
    abstract void lock(Connection connection, String name) throws SQLException;

    /** Ends {@link #lock}. */
    abstract void unlock(Connection connection, String name) throws SQLException;

    /** Whether changes of tables are rolled back like those of rows. */
    abstract boolean rollsBackTables();

    /** Says why the database can't be written to, if it can't. */
    abstract Optional<String> whyReadOnly(Connection connection) throws SQLException;

    /** Whether nobody else is connected. */
    boolean isAlone(Connection connection) throws SQLException {
        return false;
    }

    /** Makes commits durable where that can be done from here; says what is missing otherwise. */
    abstract Optional<String> whyNotDurable(Connection connection) throws SQLException;

    /** Returns what moves jobs in and out of the queue. */
    Queue queue(Names names, Steps steps, NewJobs newJobs, Checkpoints checkpoints) {
        return new PortableQueue(newJobs, checkpoints, new Claims(this, names, steps));
    }
}
