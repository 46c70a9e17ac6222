// SPDX-License-Identifier: Apache-2.0
/** What the host hears of its jobs. Start at {@link dev.darkroom.event.JobListener}. */
@NullMarked
package dev.darkroom.event;

import org.jspecify.annotations.NullMarked;
