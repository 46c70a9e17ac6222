// SPDX-License-Identifier: Apache-2.0
/** Makes what is shown while a picture is on its way. Start at {@link dev.darkroom.placeholder.Placeholder}. */
@NullMarked
package dev.darkroom.placeholder;

import org.jspecify.annotations.NullMarked;
