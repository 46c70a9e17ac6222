// SPDX-License-Identifier: Apache-2.0
/**
 * What to test with. Contracts that can be run: a test class for each interface that others implement; extend one, say how
 * to make what is tested, and its tests are yours. And for tests of a host: a clock, a processor and pictures that do what
 * the test wants.
 */
@NullMarked
package dev.darkroom.testkit;

import org.jspecify.annotations.NullMarked;
