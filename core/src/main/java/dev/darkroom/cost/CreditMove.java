// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import dev.darkroom.cost.CreditAnswer.Moved;
import dev.darkroom.cost.CreditAnswer.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A movement of credits as it is asked for. Hosts use the methods of {@link Credits} instead.
 *
 * @param kind what kind of movement
 * @param owner whose credits
 * @param reservation the key of the reservation that it makes, settles or refunds; null for the other kinds
 * @param amount how many credits: granted, reserved, spent, refunded, or available after a reset
 * @param key what makes a repeat harmless: an owner's ledger has each key once
 */
public record CreditMove(Kind kind, String owner, @Nullable String reservation, long amount, String key) {
    private static final int LONGEST_TEXT = 255;

    /** What a movement does. */
    public enum Kind {
        /** Issues credits. */
        GRANT,
        /** Puts available credits aside. */
        RESERVE,
        /** Ends a reservation: some of it is spent, and the rest is available again. */
        SETTLE,
        /** Makes spent credits of a reservation available again. */
        REFUND,
        /** Issues or takes back, so that an amount is available. */
        RESET
    }

    /** Checks the amount and the texts. */
    public CreditMove {
        checkText("owner", owner);
        checkText("key", key);
        checkReservation(kind, reservation, key);
        long least = kind == Kind.SETTLE || kind == Kind.RESET ? 0 : 1;
        if (amount < least) {
            throw new IllegalArgumentException("a " + kind + " is of " + least + " or more credits, not " + amount);
        }
    }

    private static void checkReservation(Kind kind, @Nullable String reservation, String key) {
        boolean fits = switch (kind) {
            case GRANT, RESET -> reservation == null;
            case RESERVE -> key.equals(reservation);
            case SETTLE, REFUND -> reservation != null;
        };
        if (!fits) {
            throw new IllegalArgumentException("a " + kind + " can't have the reservation " + reservation);
        }
        if (reservation != null) {
            checkText("reservation", reservation);
        }
    }

    private static void checkText(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the " + what + " of a movement of credits can't be blank");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("the " + what + " of a movement of credits has up to " + LONGEST_TEXT
                    + " characters, not " + text.length());
        }
        if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException("the " + what + " of a movement of credits has a NUL character or half"
                    + " of a surrogate pair, which no database keeps");
        }
    }

    /**
     * Decides what comes of this movement. This is for implementations of {@link Credits}: they hold the owner's accounts
     * still, ask here, and write down what is answered.
     *
     * @param before what is in the owner's accounts
     * @param reserved what the movements of its reservation come to, or null if there is no such reservation
     * @param number the number of the next entry
     * @param now the time of the next entry
     */
    public CreditAnswer decide(CreditAccounts before, @Nullable CreditAccounts reserved, long number, Instant now) {
        CreditAccounts ofReservation = reserved == null ? CreditAccounts.EMPTY : reserved;
        checkPossible(before, reserved);
        long there = there(before, ofReservation);
        if (there < amount || (kind == Kind.SETTLE && there == 0)) {
            return new Refused(there, amount, whyRefused(there));
        }
        CreditAccounts change = change(before, ofReservation);
        return new Moved(new CreditEntry(number, now, this, change, before.plus(change)));
    }

    /** Refuses what no state of the accounts would allow. */
    private void checkPossible(CreditAccounts before, @Nullable CreditAccounts reserved) {
        if ((kind == Kind.SETTLE || kind == Kind.REFUND) && reserved == null) {
            throw new IllegalArgumentException("'" + owner + "' has no reservation '" + reservation + "'");
        }
        if (kind == Kind.SETTLE && reserved != null && reserved.reserved() > 0 && amount > reserved.reserved()) {
            throw new IllegalArgumentException("the reservation '" + reservation + "' of '" + owner + "' is of "
                    + reserved.reserved() + " credits, so " + amount + " can't be spent");
        }
        long kept = kind == Kind.RESET ? before.reserved() + before.spent() : -before.issued();
        if ((kind == Kind.GRANT || kind == Kind.RESET) && amount > Long.MAX_VALUE - kept) {
            throw new IllegalArgumentException("the accounts of '" + owner + "' hold " + kept + " credits, and "
                    + amount + " more are too many to be counted");
        }
    }

    /** Returns how many credits there are for this movement. */
    private long there(CreditAccounts before, CreditAccounts ofReservation) {
        return switch (kind) {
            case GRANT, RESET -> Long.MAX_VALUE;
            case RESERVE -> before.available();
            case SETTLE -> ofReservation.reserved();
            case REFUND -> ofReservation.spent();
        };
    }

    private String whyRefused(long there) {
        return switch (kind) {
            case SETTLE -> "the reservation '" + reservation + "' of '" + owner + "' has ended already";
            case REFUND ->
                "of the reservation '" + reservation + "' of '" + owner + "' " + there + " credits are spent, so "
                        + amount + " can't be refunded";
            default -> "'" + owner + "' has " + there + " credits available, and " + amount + " are needed";
        };
    }

    private CreditAccounts change(CreditAccounts before, CreditAccounts ofReservation) {
        return switch (kind) {
            case GRANT -> new CreditAccounts(-amount, amount, 0, 0);
            case RESERVE -> new CreditAccounts(0, -amount, amount, 0);
            case SETTLE -> settling(ofReservation.reserved());
            case REFUND -> new CreditAccounts(0, amount, 0, -amount);
            case RESET -> new CreditAccounts(before.available() - amount, amount - before.available(), 0, 0);
        };
    }

    private CreditAccounts settling(long held) {
        return new CreditAccounts(0, held - amount, -held, amount);
    }

    String inWords() {
        return "a " + kind + " of " + amount + " credits"
                + (kind == Kind.SETTLE || kind == Kind.REFUND ? " for the reservation '" + reservation + "'" : "");
    }
}
