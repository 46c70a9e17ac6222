// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.time.Instant;

/**
 * A movement that is in the ledger.
 *
 * @param number its place among its owner's entries, from 1 and without gaps
 * @param at when it was written
 * @param move what was asked for
 * @param change what it put into each account and took from each
 * @param after what was in the owner's accounts after it
 */
public record CreditEntry(long number, Instant at, CreditMove move, CreditAccounts change, CreditAccounts after) {

    /** Answers a movement with the same key, or refuses it with an exception if it is another one. */
    public CreditAnswer answer(CreditMove again) {
        if (!move.equals(again)) {
            throw new IllegalArgumentException("the key '" + move.key() + "' of '" + move.owner() + "' belongs to "
                    + move.inWords() + ", so it can't be used for " + again.inWords());
        }
        return new CreditAnswer.Moved(this);
    }
}
