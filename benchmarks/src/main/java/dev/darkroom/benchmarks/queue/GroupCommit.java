// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes steps of many jobs in one transaction. One of those that wait does it for all: a thread made for it would
 * have to be woken first, and on a busy machine is not.
 */
final class GroupCommit {
    private final BoundTables tables;
    private List<BoundTables.Step> gathered = new ArrayList<>();
    private long gathering = 1;
    private long written;
    private boolean writing;
    private @Nullable SQLException failure;

    GroupCommit(BoundTables tables) {
        this.tables = tables;
    }

    /** Returns when the step is durable. */
    void write(BoundTables.Step step) throws SQLException, InterruptedException {
        List<BoundTables.Step> group;
        long mine;
        synchronized (this) {
            gathered.add(step);
            mine = gathering;
            while (writing && written < mine) {
                wait();
            }
            if (failure != null) {
                throw failure;
            }
            if (written >= mine) {
                return;
            }
            writing = true;
            group = gathered;
            gathered = new ArrayList<>();
            gathering++;
        }
        lead(group, mine);
    }

    private void lead(List<BoundTables.Step> group, long number) throws SQLException {
        try {
            tables.insert(group);
        } catch (SQLException e) {
            fail(e);
            throw e;
        } finally {
            end(number);
        }
    }

    private synchronized void fail(SQLException e) {
        failure = e;
    }

    private synchronized void end(long number) {
        written = number;
        writing = false;
        notifyAll();
    }
}
