// SPDX-License-Identifier: Apache-2.0
/** Where pictures come from. Start at {@link dev.darkroom.source.ImageSource}. */
@NullMarked
package dev.darkroom.source;

import org.jspecify.annotations.NullMarked;
