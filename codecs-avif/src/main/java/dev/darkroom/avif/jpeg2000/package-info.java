// SPDX-License-Identifier: Apache-2.0
/** What stands around the pixels of a JPEG 2000 picture; start at {@link dev.darkroom.avif.jpeg2000.Jpeg2000File}. */
@NullMarked
package dev.darkroom.avif.jpeg2000;

import org.jspecify.annotations.NullMarked;
