// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

/** What each part of the stack is, and wraps. */
@FunctionalInterface
interface Call<R> {
    Paid<R> make() throws CallFailure, InterruptedException;
}
