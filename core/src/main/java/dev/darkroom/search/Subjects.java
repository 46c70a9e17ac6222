// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.fingerprint.Fingerprint;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobPage;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.StepStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks up what is known of a picture that others are compared with; it need not have ended for that. */
final class Subjects {
    private static final int JOBS_A_PAGE = 10;

    private final JobStore store;
    private final @Nullable String owner;

    Subjects(JobStore store, @Nullable String owner) {
        this.store = store;
        this.owner = owner;
    }

    /** A picture and what a step found out about it. */
    record Subject<T>(Picture picture, T value) {}

    Subject<Embedding> embedding(String imageId, @Nullable String model) {
        Subject<List<Embedding>> found =
                newest(imageId, Embedding.class, embedding -> model == null || model.equals(embedding.model()));
        if (found.value().stream().map(Vectors.Kind::of).distinct().count() > 1) {
            throw new IllegalStateException("picture '" + imageId + "' has vectors of several kinds: "
                    + found.value().stream().map(Vectors.Kind::of).distinct().toList()
                    + "; choose one by Search.ofModel");
        }
        return new Subject<>(found.picture(), found.value().get(0));
    }

    Subject<Fingerprint.Print> print(String imageId) {
        Subject<List<Fingerprint.Print>> found = newest(imageId, Fingerprint.Print.class, print -> true);
        return new Subject<>(found.picture(), found.value().get(0));
    }

    private <T> Subject<List<T>> newest(String imageId, Class<T> type, Predicate<T> wanted) {
        JobQuery all = JobQuery.all().imageId(imageId).limit(JOBS_A_PAGE);
        Optional<JobQuery> query = Optional.of(owner == null ? all : all.owner(owner));
        while (query.isPresent()) {
            JobPage page = store.list(query.get());
            for (Job job : page.jobs()) {
                List<T> values = values(job, type).stream().filter(wanted).toList();
                if (!values.isEmpty()) {
                    return new Subject<>(Picture.of(job), values);
                }
            }
            query = page.next(query.get());
        }
        throw new IllegalStateException("no job for picture '" + imageId + "'"
                + (owner == null ? "" : " of '" + owner + "'") + " has such a result: "
                + type.getSimpleName());
    }

    private static <T> List<T> values(Job job, Class<T> type) {
        return job.steps().values().stream()
                .filter(step -> step.status() == StepStatus.DONE)
                .flatMap(step -> step.result().stream())
                .filter(result -> result.is(type))
                .map(result -> result.as(type))
                .toList();
    }
}
