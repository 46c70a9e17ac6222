// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.job.JobId;
import dev.darkroom.job.ResultPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The vectors of all pictures, those of each model and length by themselves. */
final class Vectors implements Pool {
    /** Many more than any model makes. */
    private static final int MOST_NUMBERS = 1 << 16;

    private final Shelf shelf;
    private final Map<Kind, Space> spaces = new HashMap<>();

    Vectors(Shelf shelf) {
        this.shelf = shelf;
    }

    /** Vectors that can be compared. */
    record Kind(String model, int length) {

        static Kind of(Embedding embedding) {
            return new Kind(embedding.model(), embedding.dimensions());
        }

        @Override
        public String toString() {
            return length + " numbers of " + model;
        }
    }

    @Override
    public void put(ResultPage.Result result) {
        Embedding embedding = result.value().as(Embedding.class);
        if (embedding.dimensions() > MOST_NUMBERS) {
            throw new IllegalArgumentException("its vector has " + embedding.dimensions() + " numbers");
        }
        float[] direction = Direction.of(embedding.numbers())
                .orElseThrow(() -> new IllegalArgumentException("its vector has no direction"));
        spaces.computeIfAbsent(Kind.of(embedding), kind -> new Space(kind.length(), shelf))
                .put(result, direction);
    }

    Set<Kind> kinds() {
        return Set.copyOf(spaces.keySet());
    }

    List<Hit> nearest(Kind kind, float[] direction, @Nullable String owner, @Nullable Picture except, int count) {
        Space space = spaces.get(kind);
        return space == null ? List.of() : space.nearest(direction, owner, except, count);
    }

    @Override
    public List<JobId> some(int count) {
        List<JobId> jobs = new ArrayList<>();
        spaces.values().forEach(space -> jobs.addAll(space.pictures().some(count)));
        return jobs;
    }

    @Override
    public void forget(Set<JobId> jobs) {
        spaces.values().forEach(space -> space.pictures().forget(jobs));
    }
}
