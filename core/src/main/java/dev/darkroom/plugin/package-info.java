// SPDX-License-Identifier: Apache-2.0
/** How modules join. Start at {@link dev.darkroom.plugin.DarkroomPlugin}. */
@NullMarked
package dev.darkroom.plugin;

import org.jspecify.annotations.NullMarked;
