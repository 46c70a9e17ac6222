// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A contestant written by hand on {@link BoundTables}, which differs only in who works the jobs off. */
abstract class HandWritten implements Contestant {
    final BoundTables tables;
    private @Nullable Crew crew;

    HandWritten(BoundTables tables) {
        this.tables = tables;
    }

    /** Adds the threads that work the jobs off. */
    abstract void fill(Crew crew, Consumer<String> processor);

    @Override
    public void clear() throws SQLException {
        tables.clear();
    }

    @Override
    public void submit(List<String> payloads) throws SQLException {
        tables.submit(payloads);
    }

    @Override
    public void submit(String payload) throws SQLException {
        tables.submit(payload);
    }

    @Override
    public void start(Consumer<String> processor) {
        Crew started = new Crew();
        fill(started, processor);
        crew = started;
    }

    @Override
    public void stop() throws InterruptedException {
        if (crew != null) {
            crew.stop();
            crew = null;
        }
    }

    @Override
    public long waiting() throws SQLException {
        return tables.waiting();
    }

    @Override
    public void close() {
        tables.close();
    }
}
