// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * A picture that is like another.
 *
 * @param job the job that found out where it lies
 * @param imageId the host's id of it, or null if it gave none
 * @param cosine how alike the two are, from -1 to 1 for the same
 */
public record Match(JobId job, @Nullable String imageId, double cosine) {}
