// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Looks into the database from outside: at the tables of the store, and at what the triggers of the soak noted. */
final class Witness {
    private final Server server;

    Witness(Server server) {
        this.server = server;
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Puts the watching triggers onto the tables of the store. */
    void install() throws IOException, SQLException {
        try (InputStream sql = Witness.class.getResourceAsStream("watch.sql");
                Connection connection = server.connect("soak-witness");
                Statement statement = connection.createStatement()) {
            if (sql == null) {
                throw new IllegalStateException("watch.sql is missing");
            }
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    <T> List<T> query(String sql, Reader<T> reader, Object... arguments) throws SQLException {
        try (Connection connection = server.connect("soak-witness");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
                return all;
            }
        }
    }

    /** Returns how many jobs are open; while that can't be told, as many as there can be. */
    LongSupplier open() {
        return () -> {
            try {
                return query("SELECT count(*) FROM darkroom_queue", row -> row.getLong(1))
                        .get(0);
            } catch (SQLException e) {
                return Long.MAX_VALUE;
            }
        };
    }

    /** Returns what the triggers noted against an invariant. */
    List<String> violations(String invariant) throws SQLException {
        return query(
                "SELECT DISTINCT job_id, note FROM soak_violation WHERE invariant = ?",
                row -> "job " + row.getLong(1) + ": " + row.getString(2),
                invariant);
    }

    /** Returns leases of one job that overlap, told by the table of leases alone. */
    List<String> overlaps() throws SQLException {
        return query(
                "SELECT a.job_id, a.token, b.token FROM soak_lease a JOIN soak_lease b"
                        + " ON a.job_id = b.job_id AND a.token < b.token"
                        + " WHERE a.to_us IS NULL OR a.to_us > b.from_us",
                row -> "job " + row.getLong(1) + ": leases " + row.getLong(2) + " and " + row.getLong(3) + " overlap");
    }

    /** A row of the ledger. */
    record Entry(String operation, long job, String step, String state, BigDecimal amount) {}

    List<Entry> ledger() throws SQLException {
        return query(
                "SELECT operation, job_id, step, state, coalesce(amount, 0) FROM darkroom_usage",
                row -> new Entry(
                        row.getString(1), row.getLong(2), row.getString(3), row.getString(4), row.getBigDecimal(5)));
    }

    /** Returns after how many seconds each job that a killed worker had was lent again. */
    List<Double> recoveries(Mischief.Kill kill) throws SQLException {
        return query(
                "SELECT (SELECT min(n.from_us) FROM soak_lease n WHERE n.job_id = l.job_id AND n.token > l.token) - ?"
                        + " FROM soak_lease l WHERE l.holder = ? AND l.from_us <= ? AND (l.to_us IS NULL OR l.to_us > ?)"
                        + " AND EXISTS (SELECT FROM soak_lease n WHERE n.job_id = l.job_id AND n.token > l.token)",
                row -> row.getLong(1) / 1e6,
                kill.micros(),
                kill.worker(),
                kill.micros(),
                kill.micros());
    }
}
