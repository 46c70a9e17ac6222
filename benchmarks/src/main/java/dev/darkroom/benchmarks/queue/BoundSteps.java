// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The hand-written bound for jobs of three steps, each of which is durable before its job goes on.
 *
 * <p>Here a job must wait for the disk between its steps. So there are workers, each with one job, and those that wait
 * share a commit; one loop takes jobs ahead for them and notes the ends.
 */
final class BoundSteps extends HandWritten {
    private static final int STEPS = 3;
    private static final int BATCH = 500;
    private static final int TAKE_BELOW = 100;

    private final BlockingQueue<BoundTables.Taken> buffer = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Long> ended = new ConcurrentLinkedQueue<>();

    private BoundSteps(BoundTables tables) {
        super(tables);
    }

    static BoundSteps open(String jdbcUrl) {
        return new BoundSteps(new BoundTables(jdbcUrl));
    }

    @Override
    void fill(Crew crew, Consumer<String> processor) {
        GroupCommit commit = new GroupCommit(tables);
        for (int i = 0; i < Entrants.WORKERS; i++) {
            crew.add("bound-worker-" + i, () -> work(crew, commit, processor));
        }
        crew.add("bound-taker", () -> take(crew));
    }

    private void work(Crew with, GroupCommit commit, Consumer<String> processor)
            throws SQLException, InterruptedException {
        while (!with.isStopping()) {
            BoundTables.Taken job = buffer.poll(10, TimeUnit.MILLISECONDS);
            if (job != null) {
                for (int step = 1; step <= STEPS; step++) {
                    if (step == STEPS) {
                        processor.accept(job.payload());
                    }
                    commit.write(new BoundTables.Step(job.id(), step));
                }
                ended.add(job.id());
            }
        }
    }

    private void take(Crew with) throws SQLException, InterruptedException {
        int owner = tables.newOwner();
        while (!with.isStopping()) {
            if (buffer.size() >= TAKE_BELOW) {
                TimeUnit.MILLISECONDS.sleep(1);
                continue;
            }
            List<Long> noted = takeEnded();
            List<BoundTables.Taken> taken = tables.cycle(owner, noted, BATCH);
            buffer.addAll(taken);
            if (taken.isEmpty() && noted.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    private List<Long> takeEnded() {
        List<Long> noted = new ArrayList<>();
        for (Long id = ended.poll(); id != null; id = ended.poll()) {
            noted.add(id);
        }
        return noted;
    }

    @Override
    public void stop() throws InterruptedException {
        super.stop();
        buffer.clear();
    }
}
