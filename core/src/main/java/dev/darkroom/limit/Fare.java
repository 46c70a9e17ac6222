// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

/**
 * What passing a {@link Turnstile} takes: so many permits of a rule.
 *
 * @param rule the rule
 * @param amount how many, 1 or more
 */
public record Fare(LimitRule rule, long amount) {
    /** Checks the amount. */
    public Fare {
        if (amount < 1) {
            throw new IllegalArgumentException(
                    "limit '" + rule.key() + "': one permit or more is asked for, not " + amount);
        }
    }

    /** How much of all that the rule grants at once is taken. */
    double share() {
        return (double) amount / rule.most();
    }
}
