// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.ResultPage;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One picture, whichever of its jobs is looked at; a job without an image id is a picture of its own.
 *
 * @param owner for whom it is, or null
 * @param imageId the host's id, or null
 * @param job the job's number if there is no image id, or null
 */
record Picture(
        @Nullable String owner,
        @Nullable String imageId,
        @Nullable JobId job) {

    boolean isOneOf(Set<String> imageIds) {
        return imageId != null && imageIds.contains(imageId);
    }

    /** Returns the image id of a picture that {@link #isOneOf} some. */
    String knownImageId() {
        return Objects.requireNonNull(imageId, "a picture without an image id is not one of others");
    }

    static Picture of(ResultPage.Result result) {
        return new Picture(result.owner(), result.imageId(), result.imageId() == null ? result.job() : null);
    }

    static Picture of(Job job) {
        String imageId = job.imageId().orElse(null);
        return new Picture(job.owner().orElse(null), imageId, imageId == null ? job.id() : null);
    }
}
