// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.util.Locale;

/** JDBC addresses. */
final class Urls {
    private static final String H2 = "jdbc:h2:";

    private Urls() {}

    /** Returns an address without settings, where a password may stand, and without who is named in it. */
    static String withoutSecrets(String url) {
        return url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
    }

    /**
     * Adds to the address of an H2 database what makes its commits durable: without it they reach the disk half a second
     * late. The database is also left open when the JVM ends, since jobs may still be written then.
     */
    static String durable(String url) {
        if (!url.startsWith(H2)) {
            return url;
        }
        String settings = url.toUpperCase(Locale.ROOT);
        String durable = settings.contains(";WRITE_DELAY=") ? url : url + ";WRITE_DELAY=0";
        return settings.contains(";DB_CLOSE_ON_EXIT=") || url.startsWith(H2 + "tcp:")
                ? durable
                : durable + ";DB_CLOSE_ON_EXIT=FALSE";
    }
}
