// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Added;
import dev.darkroom.job.Claim;
import dev.darkroom.job.WorkerId;
import java.util.List;
import java.util.stream.IntStream;

/** Submits without end in several threads, and says the number of each job as soon as it is acknowledged. */
final class AcknowledgeMain {
    private static final int THREADS = 4;

    private AcknowledgeMain() {}

    public static void main(String[] arguments) {
        JdbcJobStore store = JdbcJobStore.open(arguments[0]);
        IntStream.range(0, THREADS).forEach(thread -> new Thread(() -> submit(store, thread)).start());
    }

    private static void submit(JdbcJobStore store, int thread) {
        for (int i = 0; ; i++) {
            Added added = store.add(
                            List.of(FaultBench.picture(thread + "-" + i)), Claim.nothing(new WorkerId("nobody-1")))
                    .get(0);
            System.out.println(added.job().id());
        }
    }
}
