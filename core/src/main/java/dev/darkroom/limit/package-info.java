// SPDX-License-Identifier: Apache-2.0
/** How often something may be done. Start at {@link dev.darkroom.limit.RateLimiter}. */
@NullMarked
package dev.darkroom.limit;

import org.jspecify.annotations.NullMarked;
