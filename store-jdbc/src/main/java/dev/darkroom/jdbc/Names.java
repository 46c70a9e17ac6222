// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in SQL: {@code {job}} is the table of that name with the prefix, {@code {now}} the database's time. */
final class Names {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,24}");

    private final String prefix;
    private final String now;
    private final Map<String, String> filled = new ConcurrentHashMap<>();

    Names(String prefix, String now) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("a table prefix is 1 to 25 letters, digits and '_', and begins with a"
                    + " letter or '_'; not '" + prefix + "'");
        }
        this.prefix = prefix;
        this.now = now;
    }

    String prefix() {
        return prefix;
    }

    String table(String name) {
        return prefix + name;
    }

    String fill(String sql) {
        return filled.computeIfAbsent(sql, this::replace);
    }

    private String replace(String sql) {
        return PLACE.matcher(sql)
                .replaceAll(place ->
                        Matcher.quoteReplacement(place.group(1).equals("now") ? now : prefix + place.group(1)));
    }
}
