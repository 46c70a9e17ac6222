// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who takes part in what. */
final class Entrants {
    /** Threads that each contestant works with. */
    static final int WORKERS = 16;

    /** Connections that each contestant may have: one for each worker, and some for what it does beside. */
    static final int CONNECTIONS = WORKERS + 4;

    static final String DARKROOM = "darkroom";
    static final String DARKROOM_STEPS = "darkroom-steps";
    static final String DB_SCHEDULER = "db-scheduler";
    static final String JOBRUNR = "jobrunr";
    static final String BOUND = "bound";
    static final String BOUND_STEPS = "bound-steps";

    private Entrants() {}

    /** Returns those whose rates are compared. */
    static List<Entrant<?>> forRates(Predicate<String> among) {
        return Stream.<Entrant<?>>of(
                        new Entrant<>(DARKROOM, DarkroomQueue::open),
                        new Entrant<>(DB_SCHEDULER, DbScheduler::open),
                        new Entrant<>(JOBRUNR, 4, JobRunrQueue::open),
                        new Entrant<>(BOUND, Bound::open),
                        new Entrant<>(DARKROOM_STEPS, DarkroomQueue::openWithSteps),
                        new Entrant<>(BOUND_STEPS, BoundSteps::open))
                .filter(entrant -> among.test(entrant.name()))
                .toList();
    }

    /** Returns those whose jobs' waits are compared. */
    static List<Entrant<?>> forStarts(Predicate<String> among) {
        return Stream.<Entrant<?>>of(
                        new Entrant<>(DARKROOM, DarkroomQueue::open),
                        new Entrant<>(DB_SCHEDULER, DbScheduler::open),
                        new Entrant<>(JOBRUNR, 4, JobRunrQueue::open))
                .filter(entrant -> among.test(entrant.name()))
                .toList();
    }

    /** Returns those whose history may weigh upon them. */
    static List<Entrant<? extends Historian>> forHistory(Predicate<String> among) {
        return Stream.<Entrant<? extends Historian>>of(
                        new Entrant<>(DARKROOM, DarkroomQueue::open), new Entrant<>(BOUND, Bound::open))
                .filter(entrant -> among.test(entrant.name()))
                .toList();
    }

    /** Names a figure of a contestant; Darkroom's have the plain name. */
    static String figure(String figure, String contestant) {
        return contestant.equals(DARKROOM) ? figure : figure + "_" + contestant.replace('-', '_');
    }
}
