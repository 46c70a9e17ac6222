// SPDX-License-Identifier: Apache-2.0
/** What runs the jobs. Hidden: only the root package knows it. */
@NullMarked
package dev.darkroom.engine;

import org.jspecify.annotations.NullMarked;
