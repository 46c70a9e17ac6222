// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import org.jspecify.annotations.Nullable;

/**
 * What became of a submission.
 *
 * @param job the new job, or the one that had its key already
 * @param created whether it is new
 * @param lease the caller's lease on it, or null if it waits for a worker
 */
public record Added(Job job, boolean created, @Nullable Lease lease) {}
