// SPDX-License-Identifier: Apache-2.0
/** WebP by libwebp. Put it on the class path or the module path, and the standard engine reads and writes WebP. */
@NullMarked
package dev.darkroom.webp;

import org.jspecify.annotations.NullMarked;
