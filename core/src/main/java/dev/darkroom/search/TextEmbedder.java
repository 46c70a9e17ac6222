// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.paid.PaidCall;

/**
 * Tells where a text lies in the space of a model, so that pictures near to it can be found. A provider's plugin adds one,
 * or the host does.
 */
public interface TextEmbedder {

    /** Returns the model, as its {@link Embedding}s name it: the one that the pictures' vectors are of. */
    String model();

    /**
     * Returns the call that asks for it. It is made within its limits and the budgets, and is in the ledger.
     *
     * @param text what somebody typed
     * @param http the guarded client to send it with
     */
    PaidCall<Embedding> embedding(String text, GuardedHttp http);
}
