// SPDX-License-Identifier: Apache-2.0
/** Scales planes of a picture row by row, to many sizes at once, without ever holding a whole one. Nothing here is for hosts. */
@NullMarked
package dev.darkroom.codec.plane;

import org.jspecify.annotations.NullMarked;
