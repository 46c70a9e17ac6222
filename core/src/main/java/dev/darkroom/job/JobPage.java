// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.util.List;
import java.util.Optional;

/**
 * Some jobs, newest first.
 *
 * @param jobs the jobs of this page
 * @param hasMore whether there are older ones
 */
public record JobPage(List<Job> jobs, boolean hasMore) {

    /** Copies the list, and checks that a page before others has jobs. */
    public JobPage {
        jobs = List.copyOf(jobs);
        if (hasMore && jobs.isEmpty()) {
            throw new IllegalArgumentException("an empty page is the last one");
        }
    }

    /** Returns the query for the next page, if there is one. */
    public Optional<JobQuery> next(JobQuery query) {
        return hasMore ? Optional.of(query.before(jobs.get(jobs.size() - 1).id())) : Optional.empty();
    }
}
