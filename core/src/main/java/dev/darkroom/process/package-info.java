// SPDX-License-Identifier: Apache-2.0
/** What a step does. Start at {@link dev.darkroom.process.ImageProcessor}. */
@NullMarked
package dev.darkroom.process;

import org.jspecify.annotations.NullMarked;
