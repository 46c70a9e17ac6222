// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was asked for beside the name, as {@code --flag} or {@code --name=value}. */
final class Options {
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    Options(List<String> arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("--")) {
                throw new IllegalArgumentException("'" + argument + "' is not an option; those begin with --");
            }
            String[] parts = argument.substring(2).split("=", 2);
            values.put(parts[0], parts.length == 1 ? "true" : parts[1]);
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
