// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import dev.darkroom.benchmarks.queue.QueueComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Darkroom's durable queue beside others, on one PostgreSQL. */
final class QueueBenchmark implements NamedBenchmark {
    private static final String ALL = String.join(",", QueueComparison.PARTS);

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String purpose() {
        return "Rates, starts and costs of durable queues side by side on one PostgreSQL; --only=" + ALL
                + " --among=darkroom,bound";
    }

    @Override
    public void run(Options options, Report report) throws Exception {
        boolean quick = options.quick();
        List<String> parts = Arrays.asList(options.value("only", ALL).split(",", -1));
        Set<String> among = Set.of(options.value("among", "").split(",", -1));
        options.refuseUnknown();
        if (!QueueComparison.PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("--only takes some of " + ALL + ", not " + parts);
        }
        new QueueComparison(quick, new CpuClock()::nanos, report.findings())
                .run(parts, name -> among.contains("") || among.contains(name));
    }
}
