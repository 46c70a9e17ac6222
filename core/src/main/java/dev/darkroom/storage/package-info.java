// SPDX-License-Identifier: Apache-2.0
/** Keeps files. Start at {@link dev.darkroom.storage.Storage}. */
@NullMarked
package dev.darkroom.storage;

import org.jspecify.annotations.NullMarked;
