// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * A picture that may be a copy of another.
 *
 * @param job the job that took its fingerprint
 * @param imageId the host's id of it, or null if it gave none
 * @param distance in how many of the 64 bits of their fingerprints the two differ
 */
public record Duplicate(JobId job, @Nullable String imageId, int distance) {}
