// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.job.JobStore;

/** Where jobs are kept: the one place that knows what {@code --db} may say. */
interface Stores {
    /** What {@code --db} says unless it is given. */
    String USUAL = "memory";

    /** Opens a store, or throws {@link UsageException}. */
    JobStore open(String db);

    /** Whether the jobs in it are still there when the process has ended; or throws {@link UsageException}. */
    boolean lasts(String db);

    static Stores standard() {
        return new Stores() {
            @Override
            public JobStore open(String db) {
                check(db);
                return JobStore.inMemory();
            }

            @Override
            public boolean lasts(String db) {
                check(db);
                return false;
            }
        };
    }

    private static void check(String db) {
        if (!db.equals(USUAL)) {
            throw new UsageException("--db '" + db + "' can't be opened; this build knows only 'memory'");
        }
    }
}
