// SPDX-License-Identifier: Apache-2.0
/** Finds pictures that look the same. Start at {@link dev.darkroom.fingerprint.Fingerprint}. */
@NullMarked
package dev.darkroom.fingerprint;

import org.jspecify.annotations.NullMarked;
