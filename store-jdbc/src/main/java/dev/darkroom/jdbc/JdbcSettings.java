// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables of a {@link JdbcJobStore} are, and what it may do to them.
 *
 * <pre>{@code
 * JdbcJobStore.open(JdbcSettings.url("jdbc:postgresql://db/shop").user("shop").password(secret).prefix("pictures_"));
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class JdbcSettings {
    private static final String USUAL_PREFIX = "darkroom_";
    private static final int USUAL_CONNECTIONS = 8;

    private final @Nullable DataSource dataSource;
    private final @Nullable String url;
    private final @Nullable String user;
    private final @Nullable String password;
    private final String prefix;
    private final boolean validatesOnly;

    private JdbcSettings(
            @Nullable DataSource dataSource,
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            String prefix,
            boolean validatesOnly) {
        this.dataSource = dataSource;
        this.url = url;
        this.user = user;
        this.password = password;
        this.prefix = prefix;
        this.validatesOnly = validatesOnly;
    }

    /**
     * The database at a JDBC address; the store keeps up to {@value #USUAL_CONNECTIONS} connections to it.
     *
     * <p>A server that is silent for five minutes, in the middle of a statement, is taken for dead, and its connections are
     * kept alive while nobody uses them: {@code socketTimeout} and {@code tcpKeepAlive} of the drivers for PostgreSQL,
     * MariaDB and MySQL. Where they stand in the address, that holds. A statement that may take longer, such as the first
     * sweep of a large table without an index, needs a longer {@code socketTimeout}.
     */
    public static JdbcSettings url(String url) {
        return new JdbcSettings(null, url, null, null, USUAL_PREFIX, false);
    }

    /**
     * The database of the host's own data source. Where it knows the host's transactions, jobs that are submitted and
     * credits that are moved in a thread with a transaction become part of that. On PostgreSQL one of its connections is
     * kept, to listen for new jobs. How long its connections wait for a server that is gone is up to the host: without a
     * {@code socketTimeout}, a worker may wait for ever.
     */
    public static JdbcSettings dataSource(DataSource dataSource) {
        return new JdbcSettings(dataSource, null, null, null, USUAL_PREFIX, false);
    }

    /** The same, as this user. */
    public JdbcSettings user(String user) {
        return new JdbcSettings(dataSource, url, user, password, prefix, validatesOnly);
    }

    /** The same, with this password. */
    public JdbcSettings password(String password) {
        return new JdbcSettings(dataSource, url, user, password, prefix, validatesOnly);
    }

    /** The same, with tables whose names begin like this instead of {@value #USUAL_PREFIX}. */
    public JdbcSettings prefix(String prefix) {
        return new JdbcSettings(dataSource, url, user, password, prefix, validatesOnly);
    }

    /** The same, but the tables are only checked: they are made by other hands, from the files that this module has. */
    public JdbcSettings validateOnly() {
        return new JdbcSettings(dataSource, url, user, password, prefix, true);
    }

    Optional<DataSource> dataSource() {
        return Optional.ofNullable(dataSource);
    }

    String url() {
        return url == null ? "" : url;
    }

    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    Optional<String> password() {
        return Optional.ofNullable(password);
    }

    String prefix() {
        return prefix;
    }

    boolean validatesOnly() {
        return validatesOnly;
    }

    static int connections() {
        return USUAL_CONNECTIONS;
    }

    /** Names the database, without what may be secret. */
    @Override
    public String toString() {
        return dataSource != null ? "the host's data source" : Urls.withoutSecrets(url());
    }
}
