// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import dev.darkroom.Darkroom;
import dev.darkroom.DarkroomBuilder;
import dev.darkroom.JobHandle;
import dev.darkroom.event.JobEvent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock, a store, a storage and the events of the tests of one engine. */
final class Bench {
    static final Duration ALIVE = Duration.ofSeconds(15);

    final ManualClock clock = new ManualClock();
    final JobStore store = JobStore.inMemory(clock);
    final Storage storage = Storage.inMemory();
    final List<JobEvent> events = new CopyOnWriteArrayList<>();

    DarkroomBuilder builder(Step... steps) {
        return builder(store, steps);
    }

    DarkroomBuilder builder(JobStore store, Step... steps) {
        Recipe recipe = Recipe.named("photo");
        for (Step step : steps) {
            recipe = recipe.step(step);
        }
        return Darkroom.builder()
                .store(store)
                .storage(storage)
                .clock(clock)
                .aliveFor(ALIVE)
                .listener(events::add)
                .recipe(recipe);
    }

    Darkroom byHand(Step... steps) {
        return builder(steps).byHand().build();
    }

    static JobHandle submit(Darkroom darkroom) {
        return darkroom.submit(photo());
    }

    static Submission photo() {
        return Submission.of("photo", ImageRef.file("cat.jpg"));
    }

    <E extends JobEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> eventNames() {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }
}
