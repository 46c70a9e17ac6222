// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import dev.darkroom.benchmarks.figures.Findings;
import dev.darkroom.benchmarks.figures.Samples;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * How many jobs a second each contestant takes in and works off, and what a job uses up.
 *
 * <p>In each round all take their turn, so that a slow minute of the machine meets all of them. The first rounds, in
 * which the JVM still compiles what runs, don't count.
 */
final class Rates {
    private final PostgresServer server;
    private final Meter meter;
    private final Effort effort;
    private final Findings findings;
    private final Map<String, List<Turn>> turns = new LinkedHashMap<>();

    Rates(PostgresServer server, Meter meter, Effort effort, Findings findings) {
        this.server = server;
        this.meter = meter;
        this.effort = effort;
        this.findings = findings;
    }

    /** What a contestant did in a round: jobs a second, and what one used up while it was worked off. */
    private record Turn(double batch, double single, double drain, Meter.Cost cost) {}

    /** A contestant, open. */
    private record Place(Entrant<?> entrant, Contestant contestant) {}

    void measure(List<Entrant<?>> entrants) throws SQLException, InterruptedException, ExecutionException {
        List<Place> places = new ArrayList<>();
        try {
            for (Entrant<?> entrant : entrants) {
                places.add(new Place(entrant, entrant.open(server)));
            }
            for (int round = 1 - effort.warmUps(); round <= effort.rounds(); round++) {
                round(round, places);
            }
        } finally {
            places.forEach(place -> place.contestant().close());
        }
        report();
    }

    private void round(int round, List<Place> places) throws SQLException, InterruptedException, ExecutionException {
        findings.say(
                String.format(Locale.ROOT, "rates: round %d, a commit takes %.2f ms", round, server.commitMillis()));
        for (Place place : places) {
            if (place.entrant().takesPart(round, effort.rounds())) {
                Turn turn = turn(place);
                if (round > 0) {
                    String name = place.entrant().name();
                    turns.computeIfAbsent(name, any -> new ArrayList<>()).add(turn);
                    findings.say(row(name + " " + round, List.of(turn)));
                }
            }
        }
    }

    private Turn turn(Place place) throws SQLException, InterruptedException, ExecutionException {
        Contestant contestant = place.contestant();
        contestant.clear();
        server.checkpoint();
        double single = singles(contestant, place.entrant().jobs(effort.singleJobs()));
        contestant.clear();
        server.checkpoint();
        int jobs = place.entrant().jobs(effort.batchJobs());
        double batch = batches(contestant, jobs);
        server.analyze(place.entrant().database());
        return drain(place, jobs, batch, single);
    }

    private static double singles(Contestant contestant, int jobs) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(Entrants.WORKERS);
        try {
            List<String> payloads = Payload.now(jobs);
            List<Future<?>> ends = new ArrayList<>();
            long before = System.nanoTime();
            for (int i = 0; i < Entrants.WORKERS; i++) {
                int first = i;
                ends.add(threads.submit(() -> everyOther(contestant, payloads, first)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            return perSecond(jobs, before);
        } finally {
            threads.shutdown();
        }
    }

    private static boolean everyOther(Contestant contestant, List<String> payloads, int first) throws SQLException {
        for (int i = first; i < payloads.size(); i += Entrants.WORKERS) {
            contestant.submit(payloads.get(i));
        }
        return true;
    }

    private static double batches(Contestant contestant, int jobs) throws SQLException {
        List<String> payloads = Payload.now(jobs);
        long before = System.nanoTime();
        for (int from = 0; from < jobs; from += Effort.BATCH) {
            contestant.submit(payloads.subList(from, Math.min(jobs, from + Effort.BATCH)));
        }
        return perSecond(jobs, before);
    }

    private static double perSecond(int jobs, long nanoTimeBefore) {
        return jobs * 1e9 / (System.nanoTime() - nanoTimeBefore);
    }

    /** Counts the time from the first job until the last one's end is durable, as others see it. */
    private Turn drain(Place place, int jobs, double batch, double single) throws SQLException, InterruptedException {
        String database = place.entrant().database();
        Tally tally = new Tally(jobs);
        Meter.Reading before = meter.read(database);
        place.contestant().start(tally);
        tally.await(place.contestant());
        Meter.Reading after = meter.read(database);
        place.contestant().stop();
        tally.refuseRepeats();
        return new Turn(batch, single, jobs / after.secondsSince(tally.firstNanoTime()), after.since(before, jobs));
    }

    private void report() {
        findings.say("");
        findings.say(String.format(
                "%-16s %9s %9s %9s %9s %10s %8s %8s %8s",
                "medians", "batch/s", "single/s", "drain/s", "writes", "statements", "log B", "db us", "cpu us"));
        turns.forEach((name, of) -> findings.say(row(name, of)));
        findings.say("");
        turns.forEach(this::figures);
        if (turns.containsKey(Entrants.DARKROOM)) {
            ratio("drain_vs_db_scheduler", Entrants.DB_SCHEDULER, Turn::drain, "at least 5");
            ratio("drain_vs_jobrunr", Entrants.JOBRUNR, Turn::drain, "");
            ratio("drain_vs_bound", Entrants.BOUND, Turn::drain, "at least 0.5");
            ratio("submit_batch_vs_db_scheduler", Entrants.DB_SCHEDULER, Turn::batch, "at least 2");
            ratio("submit_single_vs_db_scheduler", Entrants.DB_SCHEDULER, Turn::single, "at least 1");
        }
        if (turns.containsKey(Entrants.DARKROOM_STEPS)) {
            ratio("steps3_jobs_vs_bound", Entrants.DARKROOM_STEPS, Entrants.BOUND_STEPS, Turn::drain, "at least 0.89");
        }
    }

    private static String row(String name, List<Turn> of) {
        return String.format(
                Locale.ROOT,
                "%-16s %9.0f %9.0f %9.0f %9.3f %10.2f %8.0f %8.1f %8.1f",
                name,
                median(of, Turn::batch),
                median(of, Turn::single),
                median(of, Turn::drain),
                median(of, turn -> turn.cost().writes()),
                median(of, turn -> turn.cost().statements()),
                median(of, turn -> turn.cost().logBytes()),
                median(of, turn -> turn.cost().databaseMicros()),
                median(of, turn -> turn.cost().cpuMicros()));
    }

    private void figures(String name, List<Turn> of) {
        boolean ours = name.equals(Entrants.DARKROOM);
        figure("drain_per_s", name, of, Turn::drain, "");
        figure("submit_batch_per_s", name, of, Turn::batch, "");
        figure("submit_single_per_s", name, of, Turn::single, "");
        figure("write_tx_per_job", name, of, turn -> turn.cost().writes(), ours ? "under 0.1" : "");
        figure("jvm_cpu_us_per_job", name, of, turn -> turn.cost().cpuMicros(), "");
    }

    private void figure(String figure, String name, List<Turn> of, ToDoubleFunction<Turn> reading, String goal) {
        findings.figure(Entrants.figure(figure, name), samples(of, reading), goal);
    }

    private void ratio(String figure, String other, ToDoubleFunction<Turn> reading, String goal) {
        ratio(figure, Entrants.DARKROOM, other, reading, goal);
    }

    private void ratio(String figure, String one, String other, ToDoubleFunction<Turn> reading, String goal) {
        List<Turn> ones = turns.getOrDefault(one, List.of());
        List<Turn> others = turns.getOrDefault(other, List.of());
        double[] ratios = new double[Math.min(ones.size(), others.size())];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = reading.applyAsDouble(ones.get(round)) / reading.applyAsDouble(others.get(round));
        }
        if (ratios.length > 0) {
            findings.figure(figure, ratios, goal);
            double ofMedians = median(ones, reading) / median(others, reading);
            findings.say(String.format(Locale.ROOT, "%s: %.2f by the medians of each", figure, ofMedians));
        }
    }

    private static double median(List<Turn> of, ToDoubleFunction<Turn> reading) {
        return Samples.median(samples(of, reading));
    }

    private static double[] samples(List<Turn> of, ToDoubleFunction<Turn> reading) {
        return of.stream().mapToDouble(reading).toArray();
    }
}
