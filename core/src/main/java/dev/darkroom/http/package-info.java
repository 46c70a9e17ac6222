// SPDX-License-Identifier: Apache-2.0
/**
 * The one guarded HTTP client: untrusted addresses are fetched within limits and never from a private network, and
 * calls that cost money say what is known when they fail. Start at {@link dev.darkroom.http.GuardedHttp}.
 */
@NullMarked
package dev.darkroom.http;

import org.jspecify.annotations.NullMarked;
