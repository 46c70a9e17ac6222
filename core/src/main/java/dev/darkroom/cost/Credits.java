// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.time.InstantSource;
import java.util.List;

/**
 * The host's own currency for its users: a ledger beside what providers cost.
 *
 * <pre>{@code
 * credits.grant("user-7", 1_000, "welcome");
 *
 * // three pictures at 15 credits, validated before anything is submitted
 * if (credits.reserve("user-7", 45, "batch-12") instanceof CreditAnswer.Refused refused) {
 *     return paymentRequired(refused.reason());       // "'user-7' has 30 credits available, and 45 are needed"
 * }
 * ...
 * credits.settle("user-7", "batch-12", 30, "batch-12/settled");    // one picture failed: 15 are available again
 * credits.refund("user-7", "batch-12", 15, "complaint-4");         // and one was not liked
 *
 * credits.reset("user-7", 1_000, "2025-02");                       // each month
 * credits.balance("user-7").available();
 * }</pre>
 *
 * <p>Every movement takes whole credits from one account of an owner and puts them into another, see
 * {@link CreditAccounts}, and is one {@link CreditEntry} that is never changed. What is available, reserved or spent never falls
 * below zero, from however many threads and nodes it is asked for. A movement whose key the owner's ledger has is not made
 * again: the same one gets the same answer, and another one with that key is refused with an
 * {@link IllegalArgumentException}. A refused movement leaves its key free. Safe to share between threads.
 */
public interface Credits {

    /** Makes a movement, unless the ledger has it or there are not enough credits for it; the others lead here. */
    CreditAnswer move(CreditMove move);

    /** Returns what is in the accounts of an owner, nothing if the ledger doesn't know the owner. */
    CreditAccounts balance(String owner);

    /**
     * Lists an owner's entries, newest first.
     *
     * @param before only entries with a smaller number: that of the last entry of the page before
     * @param limit how many at most; the entry with number 1 ends the last page
     */
    List<CreditEntry> entries(String owner, long before, int limit);

    /** Lists an owner's newest entries, newest first. */
    default List<CreditEntry> entries(String owner, int limit) {
        return entries(owner, Long.MAX_VALUE, limit);
    }

    /** Issues credits to an owner; this is never refused. */
    default CreditAnswer grant(String owner, long amount, String key) {
        return move(new CreditMove(CreditMove.Kind.GRANT, owner, null, amount, key));
    }

    /** Puts available credits aside, or is refused if there are too few; the key names the reservation from then on. */
    default CreditAnswer reserve(String owner, long amount, String key) {
        return move(new CreditMove(CreditMove.Kind.RESERVE, owner, key, amount, key));
    }

    /**
     * Ends a reservation: so many of its credits are spent, and the rest is available again. It is refused if another
     * movement ended the reservation before.
     */
    default CreditAnswer settle(String owner, String reservation, long spent, String key) {
        return move(new CreditMove(CreditMove.Kind.SETTLE, owner, reservation, spent, key));
    }

    /** Ends a reservation of which nothing is spent; it is refused if another movement ended the reservation before. */
    default CreditAnswer release(String owner, String reservation, String key) {
        return settle(owner, reservation, 0, key);
    }

    /** Makes spent credits of a reservation available again; it is refused if fewer of them are spent. */
    default CreditAnswer refund(String owner, String reservation, long amount, String key) {
        return move(new CreditMove(CreditMove.Kind.REFUND, owner, reservation, amount, key));
    }

    /**
     * Makes just this amount available, whatever was available before; this is never refused. What is reserved stays so,
     * and what is left of it in the end is added.
     */
    default CreditAnswer reset(String owner, long amount, String key) {
        return move(new CreditMove(CreditMove.Kind.RESET, owner, null, amount, key));
    }

    /** Returns a ledger that forgets everything with the JVM. */
    static Credits inMemory(InstantSource clock) {
        return new MemoryCredits(clock);
    }
}
