// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

/** The answer of {@link Credits} to a movement. */
public sealed interface CreditAnswer {

    /**
     * The movement is in the ledger.
     *
     * @param entry what was written, now or when the same movement was asked for before
     */
    record Moved(CreditEntry entry) implements CreditAnswer {}

    /**
     * There are not enough credits for it; nothing was written, and the same movement may be asked for again.
     *
     * @param there how many credits are there
     * @param needed how many it needs
     * @param reason the same in words
     */
    record Refused(long there, long needed, String reason) implements CreditAnswer {}
}
