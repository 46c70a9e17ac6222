// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;

/** Runs a call under policies, and throws what the call threw, without a wrapper around it. */
final class Unwrapped {
    private Unwrapped() {}

    static <R> Paid<R> get(FailsafeExecutor<Object> policies, Call<R> call) throws CallFailure, InterruptedException {
        try {
            return policies.get(call::make);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof CallFailure failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException interrupted) {
                Thread.interrupted();
                throw interrupted;
            }
            throw e;
        }
    }
}
