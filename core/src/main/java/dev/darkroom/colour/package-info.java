// SPDX-License-Identifier: Apache-2.0
/** Groups colours that stand together, as palettes and pictures with few colours need it. Nothing here is for hosts. */
@NullMarked
package dev.darkroom.colour;

import org.jspecify.annotations.NullMarked;
