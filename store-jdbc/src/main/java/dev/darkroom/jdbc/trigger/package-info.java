// SPDX-License-Identifier: Apache-2.0
/** What H2 loads by name; nothing here is for hosts. */
@NullMarked
package dev.darkroom.jdbc.trigger;

import org.jspecify.annotations.NullMarked;
