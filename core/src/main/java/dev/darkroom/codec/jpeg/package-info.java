// SPDX-License-Identifier: Apache-2.0
/** A JPEG codec of our own: planes of luma and chroma in rows, scaled while they are decoded. Nothing here is for hosts. */
@NullMarked
package dev.darkroom.codec.jpeg;

import org.jspecify.annotations.NullMarked;
