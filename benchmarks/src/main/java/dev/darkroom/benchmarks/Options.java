// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was asked for beside the name, as {@code --flag}, {@code --name=value} or {@code --name value}. */
final class Options {
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    Options(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        String next = rest.hasNext() ? rest.next() : null;
        while (next != null) {
            if (!next.startsWith("--")) {
                throw new IllegalArgumentException("'" + next + "' is not an option; those begin with --");
            }
            String[] parts = next.substring(2).split("=", 2);
            next = rest.hasNext() ? rest.next() : null;
            boolean isFollowedByItsValue = parts.length == 1 && next != null && !next.startsWith("--");
            values.put(parts[0], isFollowedByItsValue ? next : parts.length == 1 ? "true" : parts[1]);
            if (isFollowedByItsValue) {
                next = rest.hasNext() ? rest.next() : null;
            }
        }
    }

    /** Whether a short run was asked for, to see that it works and roughly how things stand. */
    boolean quick() {
        return flag("quick");
    }

    /** Whether a flag is set. */
    boolean flag(String name) {
        return Boolean.parseBoolean(value(name, "false"));
    }

    /** Returns an option's value, or what it is unless set. */
    String value(String name, String unlessSet) {
        known.add(name);
        return values.getOrDefault(name, unlessSet);
    }

    /** To be called when all options were asked for: refuses one that nobody asked for. */
    void refuseUnknown() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("there is no option --" + name + " here; known are " + known);
            }
        }
    }
}
