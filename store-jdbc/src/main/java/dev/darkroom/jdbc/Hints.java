// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells those who watch, in this JVM and, where the database can, in others, that jobs may be due. */
class Hints implements AutoCloseable {
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    JobStore.Watch watch(Runnable hint) {
        watchers.add(hint);
        return () -> watchers.remove(hint);
    }

    /** Tells everybody. */
    void tell() {
        tellHere();
    }

    final void tellHere() {
        watchers.forEach(Runnable::run);
    }

    @Override
    public void close() {}
}
