// SPDX-License-Identifier: Apache-2.0
/** What every store can keep of a text. */
@NullMarked
package dev.darkroom.text;

import org.jspecify.annotations.NullMarked;
