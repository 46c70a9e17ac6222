// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import dev.darkroom.benchmarks.figures.Findings;
import dev.darkroom.benchmarks.figures.Samples;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** How soon a single job starts on a quiet system: in the JVM it is handed in, and in another one. */
final class Starts {
    private static final int WARM_UP = 2_000;

    private final PostgresServer server;
    private final Effort effort;
    private final Findings findings;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    Starts(PostgresServer server, Effort effort, Findings findings) {
        this.server = server;
        this.effort = effort;
        this.findings = findings;
    }

    void measure(List<Entrant<?>> entrants) throws SQLException, InterruptedException, IOException {
        for (int round = 1; round <= effort.startRounds(); round++) {
            for (Entrant<?> entrant : entrants) {
                add("start_local", entrant, local(entrant));
                add("start_remote", entrant, remote(entrant));
            }
        }
        figures.forEach((name, samples) -> findings.figure(
                name, samples.stream().mapToDouble(Double::doubleValue).toArray(), goal(name)));
    }

    private static String goal(String name) {
        return switch (name) {
            case "start_local_p50_ms" -> "under 1";
            case "start_local_p99_ms" -> "under 10";
            case "start_remote_p50_ms" -> "under 5";
            default -> "";
        };
    }

    private void add(String figure, Entrant<?> entrant, Pace.Waits waits) {
        double p50 = Samples.percentile(waits.untilStart(), 50);
        double p99 = Samples.percentile(waits.untilStart(), 99);
        double handingIn = Samples.percentile(waits.handingIn(), 50);
        findings.say(String.format(
                "%s: %s p50 %.2f ms, p99 %.2f ms; handing in takes %.2f ms of that",
                figure, entrant.name(), p50, p99, handingIn));
        add(Entrants.figure(figure + "_handing_in_p50_ms", entrant.name()), handingIn);
        add(Entrants.figure(figure + "_p50_ms", entrant.name()), p50);
        add(Entrants.figure(figure + "_p99_ms", entrant.name()), p99);
    }

    private void add(String figure, double sample) {
        figures.computeIfAbsent(figure, any -> new ArrayList<>()).add(sample);
    }

    private Pace.Waits local(Entrant<?> entrant) throws SQLException, InterruptedException {
        BlockingQueue<Double> waits = new LinkedBlockingQueue<>();
        try (Contestant contestant = entrant.open(server)) {
            contestant.clear();
            contestant.start(payload -> waits.add(Payload.millisSince(payload)));
            Pace.Waits measured = measure(entrant, contestant, waits);
            contestant.stop();
            return measured;
        }
    }

    private Pace.Waits remote(Entrant<?> entrant) throws SQLException, InterruptedException, IOException {
        BlockingQueue<Double> waits = new LinkedBlockingQueue<>();
        try (Contestant contestant = entrant.open(server)) {
            contestant.clear();
            try (RemoteWorker worker = new RemoteWorker(entrant, server.url(entrant.database()))) {
                worker.awaitReady(waits);
                return measure(entrant, contestant, waits);
            }
        }
    }

    private Pace.Waits measure(Entrant<?> entrant, Contestant contestant, BlockingQueue<Double> waits)
            throws SQLException, InterruptedException {
        Pace pace = new Pace(contestant, waits);
        pace.warmUp(entrant.jobs(WARM_UP));
        return pace.waits(effort.starts());
    }
}
