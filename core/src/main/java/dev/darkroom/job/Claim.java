// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.util.Set;

/**
 * What a worker asks for.
 *
 * @param worker who asks
 * @param recipes the recipes that it can run and wants to run now
 * @param limit how many jobs it has room for
 */
public record Claim(WorkerId worker, Set<String> recipes, int limit) {

    /** Checks and copies. */
    public Claim {
        recipes = Set.copyOf(recipes);
        if (limit < 0) {
            throw new IllegalArgumentException("a worker can't have room for " + limit + " jobs");
        }
    }

    /** Asks for nothing. */
    public static Claim nothing(WorkerId worker) {
        return new Claim(worker, Set.of(), 0);
    }
}
