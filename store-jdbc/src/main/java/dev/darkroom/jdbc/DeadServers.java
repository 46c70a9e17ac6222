// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/*
 * A machine that loses its power says nothing: whoever waits for its answer would wait for as long as the system keeps
 * the connection, which may be for ever. So drivers are told how long they wait for anything from the server. It is
 * longer than any statement of ours waits for others, such as for two minutes when another node makes the tables.
 */
/** How the drivers notice a server that is gone without a word. */
final class DeadServers {
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private DeadServers() {}

    /** Returns the driver's settings for that, without those that stand in the address already. */
    static Map<String, String> noticedBy(String url) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (url.startsWith("jdbc:postgresql:")) {
            settings.put("socketTimeout", Long.toString(LONGEST_SILENCE.toSeconds()));
            settings.put("tcpKeepAlive", "true");
        } else if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
            settings.put("socketTimeout", Long.toString(LONGEST_SILENCE.toMillis()));
            settings.put("tcpKeepAlive", "true");
        }
        String given = url.toLowerCase(Locale.ROOT);
        settings.keySet().removeIf(name -> given.contains(name.toLowerCase(Locale.ROOT) + "="));
        return settings;
    }
}
