// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.text.KeptText;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list, newest first.
 *
 * <p>A text that no submission can have had, since no database keeps it, is refused.
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class JobQuery {
    private static final int MAX_LIMIT = 1_000;
    private static final int DEFAULT_LIMIT = 50;

    private final Set<JobStatus> statuses;
    private final @Nullable String recipe;
    private final @Nullable String owner;
    private final @Nullable String imageId;
    private final @Nullable JobId before;
    private final int limit;

    private JobQuery(
            Set<JobStatus> statuses,
            @Nullable String recipe,
            @Nullable String owner,
            @Nullable String imageId,
            @Nullable JobId before,
            int limit) {
        this.statuses = statuses;
        this.recipe = recipe;
        this.owner = owner;
        this.imageId = imageId;
        this.before = before;
        this.limit = limit;
    }

    /** All jobs, 50 a page. */
    public static JobQuery all() {
        return new JobQuery(Set.copyOf(EnumSet.allOf(JobStatus.class)), null, null, null, null, DEFAULT_LIMIT);
    }

    /** Only jobs in one of these statuses. */
    public JobQuery status(JobStatus... statuses) {
        return new JobQuery(Set.copyOf(List.of(statuses)), recipe, owner, imageId, before, limit);
    }

    /** Only jobs of a recipe. */
    public JobQuery recipe(String recipe) {
        KeptText.check("recipe that is looked for", recipe);
        return new JobQuery(statuses, recipe, owner, imageId, before, limit);
    }

    /** Only jobs of an owner. */
    public JobQuery owner(String owner) {
        KeptText.check("owner that is looked for", owner);
        return new JobQuery(statuses, recipe, owner, imageId, before, limit);
    }

    /** Only jobs for an image, by the host's id. */
    public JobQuery imageId(String imageId) {
        KeptText.check("image id that is looked for", imageId);
        return new JobQuery(statuses, recipe, owner, imageId, before, limit);
    }

    /** Only jobs older than this one: the next page after it. */
    public JobQuery before(JobId job) {
        return new JobQuery(statuses, recipe, owner, imageId, job, limit);
    }

    /** So many jobs a page, 1 to 1,000. */
    public JobQuery limit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " jobs, not " + limit);
        }
        return new JobQuery(statuses, recipe, owner, imageId, before, limit);
    }

    /** Returns the statuses that are listed. */
    public Set<JobStatus> statuses() {
        return statuses;
    }

    /** Returns the recipe, if only its jobs are listed. */
    public Optional<String> recipe() {
        return Optional.ofNullable(recipe);
    }

    /** Returns the owner, if only their jobs are listed. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** Returns the image id, if only its jobs are listed. */
    public Optional<String> imageId() {
        return Optional.ofNullable(imageId);
    }

    /** Returns the last job of the page before. */
    public Optional<JobId> before() {
        return Optional.ofNullable(before);
    }

    /** Returns how many jobs a page has. */
    public int limit() {
        return limit;
    }

    /** Whether a job is one of those listed, apart from paging. */
    public boolean matches(Job job) {
        return statuses.contains(job.status())
                && (recipe == null || recipe.equals(job.recipe()))
                && (owner == null || job.owner().filter(owner::equals).isPresent())
                && (imageId == null || job.imageId().filter(imageId::equals).isPresent());
    }
}
