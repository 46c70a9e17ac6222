// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;

/** Users and databases that a store has its troubles with. */
final class Strangers {
    private Strangers() {}

    /** Makes a user with a password who may do no more than this; only MariaDB has rights to be chosen. */
    static JdbcSettings with(TestDatabase database, Path folder, String password, String rights)
            throws SQLException, IOException {
        String name = "stranger" + UUID.randomUUID().toString().replace("-", "");
        String url = switch (database) {
            case H2 -> inH2(folder, name, password);
            case POSTGRESQL -> inPostgres(name, password);
            case MARIADB -> inMariaDb(name, password, rights);
        };
        return JdbcSettings.url(url).user(name).password(password);
    }

    private static String h2(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("strangers");
    }

    private static String inH2(Path folder, String name, String password) throws SQLException {
        execute(h2(folder), "CREATE USER " + name + " PASSWORD '" + password + "'");
        return h2(folder);
    }

    /** The server trusts everybody but those whom it is told not to. */
    private static String inPostgres(String name, String password) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(PostgresServer.url())) {
            Path file = Path.of(Statements.query(connection, "SHOW hba_file", row -> row.getString(1))
                    .get(0));
            Files.writeString(file, "host all " + name + " all scram-sha-256\n" + Files.readString(file));
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'");
                statement.execute("SELECT pg_reload_conf()");
            }
        }
        return PostgresServer.server().getJdbcUrl("", "postgres").split("\\?", 2)[0];
    }

    private static String inMariaDb(String name, String password, String rights) throws SQLException {
        execute(MariaDbServer.url(), "CREATE USER " + name + "@'%' IDENTIFIED BY '" + password + "'");
        execute(MariaDbServer.url(), "GRANT " + rights + " ON darkroom.* TO " + name + "@'%'");
        return MariaDbServer.url().split("\\?", 2)[0];
    }

    /** Returns the tables and views whose names begin like this, in small letters. */
    static List<String> tables(TestDatabase database, Path folder, String prefix) throws SQLException {
        return tables(database == TestDatabase.H2 ? h2(folder) : database.url(), prefix);
    }

    static List<String> tables(String url, String prefix) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return Statements.query(
                    connection,
                    "SELECT table_name FROM information_schema.tables WHERE lower(table_name) LIKE '" + prefix + "%'",
                    row -> row.getString(1).toLowerCase(Locale.ROOT));
        }
    }

    static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A data source of a database that there is no dialect for. */
    static DataSource calledSqlite() {
        DatabaseMetaData facts = answering(DatabaseMetaData.class, "getDatabaseProductName", "SQLite");
        Connection connection = answering(Connection.class, "getMetaData", facts);
        return answering(DataSource.class, "getConnection", connection);
    }

    private static <T> T answering(Class<T> type, String question, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                Strangers.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals(question) ? answer : null));
    }
}
