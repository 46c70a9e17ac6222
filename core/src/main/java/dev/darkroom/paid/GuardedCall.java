// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

/** Lets a call through the gate of its provider. */
final class GuardedCall<R> implements Call<R> {
    private final Call<R> next;
    private final Gate gate;

    GuardedCall(Call<R> next, Gate gate) {
        this.next = next;
        this.gate = gate;
    }

    @Override
    public Paid<R> make() throws CallFailure, InterruptedException {
        return gate.let(next);
    }
}
