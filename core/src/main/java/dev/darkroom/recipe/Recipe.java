// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A named list of steps that every image of a kind goes through.
 *
 * <p>Jobs keep the recipe's name and the steps' names. A job that is under way follows the recipe as the running code has
 * it: a step added since is done, one removed since is passed over.
 *
 * <p>Immutable: {@link #step} returns a longer copy. Whether the steps fit together is checked when a Darkroom is built.
 */
public final class Recipe {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,59}");

    private final String name;
    private final Map<String, Step> byName;
    private final List<Step> steps;

    private Recipe(String name, Map<String, Step> byName) {
        this.name = name;
        this.byName = byName;
        this.steps = List.copyOf(byName.values());
    }

    /** A recipe without steps yet. */
    public static Recipe named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a recipe's name is 1 to 60 letters, digits, '-', '_' and '.', not '" + name + "'");
        }
        return new Recipe(name, Map.of());
    }

    /** The same with one more step. */
    public Recipe step(Step step) {
        Map<String, Step> more = new LinkedHashMap<>(byName);
        if (more.putIfAbsent(step.name(), step) != null) {
            throw new IllegalArgumentException("recipe '" + name + "' has two steps named '" + step.name()
                    + "'; give one of them another name with named(...)");
        }
        return new Recipe(name, more);
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the steps in the order in which they were added. */
    public List<Step> steps() {
        return steps;
    }

    /** Finds a step by name. */
    public Optional<Step> find(String step) {
        return Optional.ofNullable(byName.get(step));
    }

    /** Returns everything that keeps the recipe from working, in words; empty if nothing does. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (steps.isEmpty()) {
            faults.add("recipe '" + name + "' has no steps");
        }
        for (Step step : steps) {
            for (String other : predecessors(step)) {
                if (!byName.containsKey(other)) {
                    faults.add("step '" + step.name() + "' of recipe '" + name + "' comes after '" + other
                            + "', which is not a step of it");
                }
            }
        }
        firstOfCircle()
                .ifPresent(step -> faults.add(
                        "step '" + step.name() + "' of recipe '" + name + "' comes after itself in the end"));
        return faults;
    }

    /**
     * Takes away steps none of whose predecessors is left, and steps that come before nothing that is left, until no more
     * can go: the rest stands in circles or between two.
     */
    private Optional<Step> firstOfCircle() {
        List<Step> left = new ArrayList<>(steps);
        boolean smaller = true;
        while (smaller) {
            smaller = left.removeIf(step -> left.stream().noneMatch(other -> comesAfter(step, other)))
                    || left.removeIf(step -> left.stream().noneMatch(other -> comesAfter(other, step)));
        }
        return left.stream().findFirst();
    }

    private static boolean comesAfter(Step later, Step earlier) {
        return predecessors(later).contains(earlier.name());
    }

    private static Set<String> predecessors(Step step) {
        Set<String> all = new HashSet<>(step.after());
        all.addAll(step.afterEnd());
        return all;
    }

    @Override
    public String toString() {
        return "recipe '" + name + "' " + steps;
    }
}
