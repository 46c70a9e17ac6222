// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.job.JobStoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the database before anything relies on it, and says what is wrong in words that tell what to do. */
final class Opening {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ACCESS_DENIED = "28";
    private static final String UNREACHABLE = "08";
    private static final int H2_IN_USE = 90_020;
    private static final int H2_UNREACHABLE = 90_067;
    private static final int H2_NEEDS_ADMINISTRATOR = 90_040;
    private static final int H2_HAS_ITS_TABLES_CHANGED = 90_135;

    private final JdbcSettings settings;
    private final Secrets secrets;

    private Opening(JdbcSettings settings) {
        this.settings = settings;
        this.secrets = Secrets.of(settings);
    }

    /** Connects, checks, and makes the tables unless told not to. */
    static Opened open(JdbcSettings settings) {
        Opening opening = new Opening(settings);
        return settings.dataSource()
                .map(source -> opening.check(source, () -> {}, OptionalLong.empty()))
                .orElseGet(opening::connectAndCheck);
    }

    /** A database that is ready. */
    record Opened(Database database, Names names) {}

    private Opened connectAndCheck() {
        OptionalLong aloneAt = tryOnce();
        HikariDataSource pool = pool();
        try {
            return check(pool, pool, aloneAt);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("darkroom");
        config.setJdbcUrl(Urls.durable(settings.url()));
        DeadServers.noticedBy(settings.url()).forEach(config::addDataSourceProperty);
        settings.user().ifPresent(config::setUsername);
        settings.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(JdbcSettings.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /**
     * Connects without a pool, which would go on trying for a while, and hide the reason in its own words; returns the
     * database's time before nobody else had it. Of a server's sessions, those of a node may be gone for a while though it
     * lives.
     */
    private OptionalLong tryOnce() {
        Properties login = new Properties();
        login.putAll(DeadServers.noticedBy(settings.url()));
        settings.user().ifPresent(user -> login.setProperty("user", user));
        settings.password().ifPresent(password -> login.setProperty("password", password));
        try (Connection connection = DriverManager.getConnection(Urls.durable(settings.url()), login)) {
            return Urls.isOfOneProcess(settings.url()) ? whenAlone(connection) : OptionalLong.empty();
        } catch (SQLException e) {
            if (isH2() && e.getErrorCode() == H2_HAS_ITS_TABLES_CHANGED) {
                return OptionalLong.empty();
            }
            refuseUnlessADriverTakesIt(e);
            throw new JobStoreException(whyNoConnection(e), secrets.hideIn(e));
        }
    }

    private OptionalLong whenAlone(Connection connection) throws SQLException {
        Dialect dialect = Dialect.of(connection);
        long now = Clock.ofDatabase(connection, new Names(settings.prefix(), dialect.now()));
        return dialect.isAlone(connection) ? OptionalLong.of(now) : OptionalLong.empty();
    }

    /** Without the driver manager's words, which repeat the address. */
    private void refuseUnlessADriverTakesIt(SQLException e) {
        if (e.getMessage() != null && e.getMessage().startsWith("No suitable driver")) {
            throw new IllegalArgumentException("no driver takes an address that begins with '"
                    + Urls.beginning(settings.url())
                    + "': it must begin with jdbc:h2:, jdbc:postgresql:, jdbc:mariadb: or"
                    + " jdbc:mysql:, and the driver's jar must be on the class path");
        }
    }

    private String whyNoConnection(SQLException e) {
        if (isH2() && e.getErrorCode() == H2_IN_USE) {
            return "another process has " + settings
                    + " open, and only one at a time can: wait until it has ended or stop"
                    + " it; several at once need a database server";
        }
        if (isH2() && e.getErrorCode() == H2_NEEDS_ADMINISTRATOR) {
            return settings
                    + " lets only an administrator say that commits are durable, which jobs rely on: use one, such"
                    + " as the user who made the database";
        }
        if (String.valueOf(e.getSQLState()).startsWith(ACCESS_DENIED)) {
            return settings + " refuses this user or password; check both: " + secrets.hide(e);
        }
        return "can't connect to " + settings + ": " + secrets.hide(e)
                + (isUnreachable(e) ? " (is the server running, and are host and port right?)" : "");
    }

    private boolean isUnreachable(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith(UNREACHABLE)
                || (isH2() && e.getErrorCode() == H2_UNREACHABLE);
    }

    private boolean isH2() {
        return settings.url().startsWith("jdbc:h2:");
    }

    private Opened check(DataSource source, AutoCloseable owned, OptionalLong aloneAt) {
        try (Connection connection = source.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            Names names = new Names(settings.prefix(), dialect.now());
            boolean isAutomatic = connection.getAutoCommit();
            if (!isAutomatic) {
                connection.setAutoCommit(true);
            }
            prepare(connection, dialect, new Migrations(dialect, names));
            if (aloneAt.isPresent()) {
                takeWorkersForGone(connection, names, aloneAt.getAsLong());
            }
            if (!isAutomatic) {
                connection.setAutoCommit(false);
            }
            boolean mayBeBound = settings.dataSource().isPresent() && isAutomatic;
            return new Opened(new Database(source, dialect, mayBeBound, owned), names);
        } catch (SQLException e) {
            throw new JobStoreException("can't use " + settings + ": " + secrets.hide(e), secrets.hideIn(e));
        }
    }

    private void prepare(Connection connection, Dialect dialect, Migrations migrations) throws SQLException {
        Optional<String> readOnly = dialect.whyReadOnly(connection);
        if (readOnly.isPresent()) {
            throw new IllegalStateException("jobs can't be written to " + settings + ": " + readOnly.get());
        }
        if (settings.validatesOnly()) {
            migrations.validate(connection);
        } else {
            migrate(connection, dialect, migrations);
        }
        dialect.whyNotDurable(connection)
                .ifPresent(why -> log.warn("{} may lose jobs that were acknowledged: {}", settings, why));
    }

    /**
     * Nobody needs to wait until the time of workers is over that were killed with the only process that had the
     * database. They are not ended in good order: their jobs count as left by the lost. Whoever has said since then that it is
     * alive came after us.
     */
    private void takeWorkersForGone(Connection connection, Names names, long aloneAt) throws SQLException {
        int gone = Statements.update(
                connection,
                names.fill(
                        "UPDATE {worker} SET alive_until_us = {now} WHERE alive_until_us > {now} AND renewed_us < ?"),
                aloneAt);
        if (gone > 0) {
            log.info("{} workers were lost with the process that had {} before", gone, settings);
        }
    }

    private void migrate(Connection connection, Dialect dialect, Migrations migrations) {
        try {
            migrations.migrate(connection);
        } catch (SQLException e) {
            String right = dialect.isForbidden(e)
                    ? " (the user needs the right to create tables and views; or somebody who has it applies the SQL"
                            + " files of this module, and the store is told to validate only)"
                    : "";
            throw new JobStoreException(
                    "the tables can't be made in " + settings + ": " + secrets.hide(e) + right + "; "
                            + migrations.whatIsLeft(connection),
                    secrets.hideIn(e));
        }
    }
}
