// SPDX-License-Identifier: Apache-2.0
/** What happens to every image of a kind, as data. Start at {@link dev.darkroom.recipe.Recipe}. */
@NullMarked
package dev.darkroom.recipe;

import org.jspecify.annotations.NullMarked;
