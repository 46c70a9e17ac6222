// SPDX-License-Identifier: Apache-2.0
/** Finding pictures that are alike. Start at {@link dev.darkroom.search.Search}. */
@NullMarked
package dev.darkroom.search;

import org.jspecify.annotations.NullMarked;
