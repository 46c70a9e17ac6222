// SPDX-License-Identifier: Apache-2.0
/** Turns bytes into pictures and back, within limits. Start at {@link dev.darkroom.codec.ImageEngine}. */
@NullMarked
package dev.darkroom.codec;

import org.jspecify.annotations.NullMarked;
