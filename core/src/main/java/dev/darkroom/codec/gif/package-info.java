// SPDX-License-Identifier: Apache-2.0
/** Writes GIF files. Start at {@link dev.darkroom.codec.gif.GifWriter}; hidden from hosts. */
@NullMarked
package dev.darkroom.codec.gif;

import org.jspecify.annotations.NullMarked;
