// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The hand-written bound: loops that each take many jobs, run them and note their ends with the next ones' taking.
 *
 * <p>It has no workers beside the loops, since to hand jobs over to other threads would only cost it: a job that does
 * nothing keeps nobody waiting.
 */
final class Bound extends HandWritten implements Historian {
    private static final int LOOPS = 2;
    private static final int BATCH = 500;

    private Bound(BoundTables tables) {
        super(tables);
    }

    static Bound open(String jdbcUrl) {
        return new Bound(new BoundTables(jdbcUrl));
    }

    @Override
    void fill(Crew crew, Consumer<String> processor) {
        for (int i = 0; i < LOOPS; i++) {
            crew.add("bound-" + i, () -> loop(crew, processor));
        }
    }

    private void loop(Crew with, Consumer<String> processor) throws SQLException, InterruptedException {
        int owner = tables.newOwner();
        List<Long> ended = List.of();
        while (!with.isStopping()) {
            List<BoundTables.Taken> taken = tables.cycle(owner, ended, BATCH);
            taken.forEach(job -> processor.accept(job.payload()));
            ended = taken.stream().map(BoundTables.Taken::id).toList();
            if (taken.isEmpty()) {
                tables.rest();
            }
        }
        tables.cycle(owner, ended, 0);
    }

    @Override
    public void fillHistory(int jobs) throws SQLException {
        tables.fillHistory(jobs);
    }
}
