// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.cost.BudgetAlert;
import dev.darkroom.cost.Usage;
import java.util.List;

/** On whose behalf a call is made: what it is for, and where its intent and its end are written. */
public interface Payer {

    /** Returns an id for a call that no other call has. */
    String newOperation();

    /** Returns what the call is for. */
    Usage.Purpose purpose();

    /** Returns the calls for the same purpose that were begun before, and of which nobody wrote down the end. */
    List<Usage> leftBehind();

    /** Writes down what is about to be sent; it is durable when this returns. */
    void intend(Usage intent) throws InterruptedException;

    /** Hears that a budget is used up to a threshold by the call that is about to be sent. */
    void alert(BudgetAlert alert);

    /** Takes note of a call's end, to be written with what came of it. */
    void ended(Usage end);
}
