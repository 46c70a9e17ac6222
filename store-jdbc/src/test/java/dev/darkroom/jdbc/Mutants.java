// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.Usage;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Stores that lack something, to see that the checks notice. */
final class Mutants {
    private Mutants() {}

    /** Writes whatever comes, as if its lease were the newest. */
    static JobStore withoutFence(JobStore store, FaultBench bench) {
        return changing(store, checkpoint -> {
            Lease lease = checkpoint.lease();
            Lease newest = new Lease(
                    lease.job(),
                    lease.worker(),
                    token(bench, lease),
                    lease.leasedAt(),
                    lease.rescued(),
                    lease.deaths());
            return new Checkpoint(newest, checkpoint.steps(), checkpoint.usage(), checkpoint.next());
        });
    }

    private static long token(FaultBench bench, Lease lease) {
        try {
            return bench.count("SELECT coalesce(max(token), 0) FROM {queue} WHERE job_id = " + lease.id());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Forgets what is about to be paid. */
    static JobStore withoutIntents(JobStore store) {
        return changing(store, checkpoint -> {
            List<Usage> ends = checkpoint.usage().stream()
                    .filter(usage -> usage.state() != Usage.State.INTENT)
                    .toList();
            return new Checkpoint(checkpoint.lease(), checkpoint.steps(), ends, checkpoint.next());
        });
    }

    private static JobStore changing(JobStore store, UnaryOperator<Checkpoint> change) {
        return (JobStore) Proxy.newProxyInstance(
                Mutants.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("checkpoint")
                            || method.getName().equals("exchange")) {
                        arguments[0] = ((List<?>) arguments[0])
                                .stream()
                                        .map(Checkpoint.class::cast)
                                        .map(change)
                                        .toList();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
