// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import dev.darkroom.benchmarks.figures.Findings;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Compares durable queues on one PostgreSQL: rates, starts of single jobs, and what weighs upon them. */
public final class QueueComparison {
    /** The parts, each of which can be run alone. */
    public static final List<String> PARTS = List.of("rates", "starts", "history", "snapshot");

    private final Effort effort;
    private final LongSupplier cpuNanos;
    private final Findings findings;

    /** Takes a clock of this JVM's processor time. */
    public QueueComparison(boolean quick, LongSupplier cpuNanos, Findings findings) {
        this.effort = quick ? Effort.quick() : Effort.full();
        this.cpuNanos = cpuNanos;
        this.findings = findings;
    }

    /** Runs some of the {@link #PARTS}, among those contestants whose names pass. */
    public void run(List<String> parts, Predicate<String> among) throws Exception {
        try (PostgresServer server = new PostgresServer();
                Meter meter = new Meter(server, cpuNanos)) {
            findings.say("queue: PostgreSQL with " + String.join(", ", server.describe()));
            if (parts.contains("rates")) {
                new Rates(server, meter, effort, findings).measure(Entrants.forRates(among));
            }
            if (parts.contains("starts")) {
                new Starts(server, effort, findings).measure(Entrants.forStarts(among));
            }
            if (parts.contains("history")) {
                new History(server, effort, findings).measure(Entrants.forHistory(among));
            }
            if (parts.contains("snapshot")) {
                new HeldSnapshot(server, meter, effort, findings).measure(Entrants.forHistory(among));
            }
        }
    }
}
