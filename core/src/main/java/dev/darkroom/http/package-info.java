// SPDX-License-Identifier: Apache-2.0
/** The one guarded HTTP client. */
@NullMarked
package dev.darkroom.http;

import org.jspecify.annotations.NullMarked;
