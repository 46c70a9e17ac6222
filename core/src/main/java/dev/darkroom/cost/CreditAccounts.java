// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

/**
 * The four accounts between which an owner's credits move: what is in each of them, or how much one movement changes
 * them. Together they are always zero, since what comes into one goes out of another.
 *
 * @param issued the host's side, below zero by as much as it has issued
 * @param available what the owner can reserve
 * @param reserved what is put aside for work that has not ended
 * @param spent what is gone for good, unless it is refunded
 */
public record CreditAccounts(long issued, long available, long reserved, long spent) {

    /** Nothing in any of them. */
    public static final CreditAccounts EMPTY = new CreditAccounts(0, 0, 0, 0);

    /** Checks that nothing came from nowhere. */
    public CreditAccounts {
        if (issued + available + reserved + spent != 0) {
            throw new IllegalArgumentException("the accounts issued " + issued + ", available " + available
                    + ", reserved " + reserved + " and spent " + spent + " are not zero together");
        }
    }

    /** Adds account by account. */
    public CreditAccounts plus(CreditAccounts change) {
        return new CreditAccounts(
                Math.addExact(issued, change.issued),
                Math.addExact(available, change.available),
                Math.addExact(reserved, change.reserved),
                Math.addExact(spent, change.spent));
    }
}
