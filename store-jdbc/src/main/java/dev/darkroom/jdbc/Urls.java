// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JDBC addresses. */
final class Urls {
    private static final String H2 = "jdbc:h2:";
    private static final Pattern BEGINNING = Pattern.compile("^(\\w+:){0,2}");

    private Urls() {}

    /** Returns an address without settings, where a password may stand, and without who is named in it. */
    static String withoutSecrets(String url) {
        return url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
    }

    /** Returns what tells which driver an address is for, such as {@code jdbc:h2:}. */
    static String beginning(String url) {
        Matcher beginning = BEGINNING.matcher(url);
        return beginning.find() ? beginning.group() : "";
    }

    /** Whether an address is that of an H2 file which no other process can reach while this one has it. */
    static boolean isOfOneProcess(String url) {
        return url.startsWith(H2) && !url.startsWith(H2 + "mem:") && !isShared(url);
    }

    /** Whether other processes can reach an H2 database. */
    private static boolean isShared(String url) {
        return url.startsWith(H2 + "tcp:")
                || url.startsWith(H2 + "ssl:")
                || url.toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE");
    }

    /**
     * Adds to the address of an H2 database what makes its commits durable: without it they reach the disk half a second
     * late. The database is also left open when the JVM ends, since jobs may still be written then; H2 refuses that where
     * several processes share it.
     */
    static String durable(String url) {
        if (!url.startsWith(H2)) {
            return url;
        }
        String settings = url.toUpperCase(Locale.ROOT);
        String durable = settings.contains(";WRITE_DELAY=") ? url : url + ";WRITE_DELAY=0";
        return settings.contains(";DB_CLOSE_ON_EXIT=") || isShared(url) ? durable : durable + ";DB_CLOSE_ON_EXIT=FALSE";
    }
}
