// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import dev.darkroom.benchmarks.figures.Findings;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Whether jobs that wait and jobs that have ended slow down those at the head of the queue. */
final class History {
    private final PostgresServer server;
    private final Effort effort;
    private final Findings findings;

    History(PostgresServer server, Effort effort, Findings findings) {
        this.server = server;
        this.effort = effort;
        this.findings = findings;
    }

    void measure(List<Entrant<? extends Historian>> entrants) throws SQLException, InterruptedException {
        for (Entrant<? extends Historian> entrant : entrants) {
            measure(entrant);
        }
    }

    private void measure(Entrant<? extends Historian> entrant) throws SQLException, InterruptedException {
        String small = entrant.database() + "_small";
        String large = entrant.database() + "_large";
        findings.say(String.format(
                "history: %s with %d jobs ended and %d waiting, against %d waiting",
                entrant.name(), effort.ended(), effort.waiting(), effort.first()));
        try (Historian without = entrant.opening().open(server.url(small));
                Historian with = entrant.opening().open(server.url(large))) {
            with.clear();
            with.fillHistory(effort.ended());
            submit(with, effort.waiting() - effort.first());
            double[] ratios = new double[effort.historyRounds()];
            for (int round = 0; round <= ratios.length; round++) {
                without.clear();
                double light = rateOfFirst(without, small);
                double heavy = rateOfFirst(with, large);
                if (round > 0) {
                    ratios[round - 1] = heavy / light;
                    findings.say(String.format(
                            Locale.ROOT, "history: %s %.0f/s, with history %.0f/s", entrant.name(), light, heavy));
                }
            }
            findings.figure(Entrants.figure("drain_with_history", entrant.name()), ratios, "at least 0.8");
            without.clear();
            with.clear();
        }
    }

    private double rateOfFirst(Historian historian, String database) throws SQLException, InterruptedException {
        submit(historian, effort.first());
        server.vacuum(database);
        server.checkpoint();
        Tally tally = new Tally(effort.first());
        historian.start(tally);
        tally.await();
        historian.stop();
        return tally.perSecond();
    }

    private static void submit(Contestant contestant, int jobs) throws SQLException {
        for (int from = 0; from < jobs; from += Effort.BATCH) {
            contestant.submit(Payload.now(Math.min(Effort.BATCH, jobs - from)));
        }
    }
}
