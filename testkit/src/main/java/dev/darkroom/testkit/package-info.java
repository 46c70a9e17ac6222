// SPDX-License-Identifier: Apache-2.0
/**
 * Contracts that can be run: a test class for each interface that others implement. Extend one, say how to make what is
 * tested, and its tests are yours.
 */
@NullMarked
package dev.darkroom.testkit;

import org.jspecify.annotations.NullMarked;
