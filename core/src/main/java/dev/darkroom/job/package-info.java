// SPDX-License-Identifier: Apache-2.0
/** A job, its steps, and where they are kept. Start at {@link dev.darkroom.job.Job} and {@link dev.darkroom.job.JobStore}. */
@NullMarked
package dev.darkroom.job;

import org.jspecify.annotations.NullMarked;
