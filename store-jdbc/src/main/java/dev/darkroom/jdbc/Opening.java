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
import java.util.Properties;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the database before anything relies on it, and says what is wrong in words that tell what to do. */
final class Opening {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ACCESS_DENIED = "28";

    private final JdbcSettings settings;

    private Opening(JdbcSettings settings) {
        this.settings = settings;
    }

    /** Connects, checks, and makes the tables unless told not to. */
    static Opened open(JdbcSettings settings) {
        Opening opening = new Opening(settings);
        return settings.dataSource()
                .map(source -> opening.check(source, () -> {}))
                .orElseGet(opening::connectAndCheck);
    }

    /** A database that is ready. */
    record Opened(Database database, Names names) {}

    private Opened connectAndCheck() {
        HikariDataSource pool = pool();
        try {
            return check(pool, pool);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    private HikariDataSource pool() {
        tryOnce();
        HikariConfig config = new HikariConfig();
        config.setPoolName("darkroom");
        config.setJdbcUrl(Urls.durable(settings.url()));
        settings.user().ifPresent(config::setUsername);
        settings.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(JdbcSettings.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** A pool would go on trying for a while, and hide the reason in its own words. */
    private void tryOnce() {
        Properties login = new Properties();
        settings.user().ifPresent(user -> login.setProperty("user", user));
        settings.password().ifPresent(password -> login.setProperty("password", password));
        try {
            DriverManager.getConnection(Urls.durable(settings.url()), login).close();
        } catch (SQLException e) {
            throw new JobStoreException(whyNoConnection(e), e);
        }
    }

    private String whyNoConnection(SQLException e) {
        if (e.getMessage() != null && e.getMessage().startsWith("No suitable driver")) {
            return "there is no driver for " + settings + ": the address must begin with jdbc:h2:, jdbc:postgresql:,"
                    + " jdbc:mariadb: or jdbc:mysql:, and the driver's jar must be on the class path";
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith(ACCESS_DENIED)
                ? settings + " refuses this user or password: " + withoutSecrets(e)
                : "can't connect to " + settings + ": " + withoutSecrets(e);
    }

    /** Drivers repeat the address in their messages, settings and all. */
    private String withoutSecrets(SQLException e) {
        String message = String.valueOf(e.getMessage()).replace(Urls.durable(settings.url()), settings.toString());
        return settings.password()
                .filter(password -> !password.isEmpty())
                .map(password -> message.replace(password, "***"))
                .orElse(message);
    }

    private Opened check(DataSource source, AutoCloseable owned) {
        try (Connection connection = source.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            Names names = new Names(settings.prefix(), dialect.now());
            boolean isAutomatic = connection.getAutoCommit();
            if (!isAutomatic) {
                connection.setAutoCommit(true);
            }
            prepare(connection, dialect, new Migrations(dialect, names));
            if (!isAutomatic) {
                connection.setAutoCommit(false);
            }
            boolean mayBeBound = settings.dataSource().isPresent() && isAutomatic;
            return new Opened(new Database(source, dialect, mayBeBound, owned), names);
        } catch (SQLException e) {
            throw new JobStoreException("can't use " + settings + ": " + withoutSecrets(e), e);
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
            migrate(connection, migrations);
        }
        dialect.whyNotDurable(connection)
                .ifPresent(why -> log.warn("{} may lose jobs that were acknowledged: {}", settings, why));
    }

    private void migrate(Connection connection, Migrations migrations) {
        try {
            migrations.migrate(connection);
        } catch (SQLException e) {
            throw new JobStoreException(
                    "the tables can't be made in " + settings + ", so nothing of them is left there: "
                            + withoutSecrets(e)
                            + " (the user needs the right to create tables and views, or somebody who has it applies the"
                            + " SQL files of this module, and the store only validates them)",
                    e);
        }
    }
}
