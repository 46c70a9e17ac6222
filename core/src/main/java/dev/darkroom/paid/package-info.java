// SPDX-License-Identifier: Apache-2.0
/** Calls that cost money: recorded, limited, guarded. Start at {@link dev.darkroom.paid.PaidCall}. */
@NullMarked
package dev.darkroom.paid;

import org.jspecify.annotations.NullMarked;
