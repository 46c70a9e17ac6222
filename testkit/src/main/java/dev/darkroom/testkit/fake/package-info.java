// SPDX-License-Identifier: Apache-2.0
/** Providers that live in this process, for tests and for trying things out. Start at {@link dev.darkroom.testkit.fake.FakeServer}. */
@NullMarked
package dev.darkroom.testkit.fake;

import org.jspecify.annotations.NullMarked;
