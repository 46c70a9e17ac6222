// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import dev.darkroom.benchmarks.soak.Check;
import dev.darkroom.benchmarks.soak.Outcome;
import dev.darkroom.benchmarks.soak.Soak;
import dev.darkroom.benchmarks.soak.WorkerMain;
import java.time.Duration;
import java.util.Random;

/** What is promised of crashes, checked from outside while everything is killed at random. */
final class SoakBenchmark implements NamedBenchmark {
    private static final double MILLIS_IN_A_MINUTE = 60_000;

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String purpose() {
        return "Kills workers, connections and the database at random, and checks that nothing is lost or paid twice;"
                + " --minutes M --seed S";
    }

    @Override
    public void run(Options options, Report report) throws Exception {
        double minutes = Double.parseDouble(options.value("minutes", options.quick() ? "0.5" : "10"));
        long seed = Long.parseLong(options.value("seed", Long.toString(new Random().nextInt(1_000_000))));
        options.refuseUnknown();
        Duration time = Duration.ofMillis(Math.round(minutes * MILLIS_IN_A_MINUTE));
        Outcome outcome = new Soak(time, seed, report::say).run();
        outcome.checks().stream().map(Check::words).forEach(report::say);
        outcome.figures().forEach((name, value) -> report.figure(name, new double[] {value}, goal(outcome, name)));
        if (!outcome.holds()) {
            report.fail();
        }
    }

    private static String goal(Outcome outcome, String figure) {
        if (outcome.checks().stream().anyMatch(check -> check.name().equals(figure))) {
            return "0";
        }
        return figure.equals("recovery_p99_s")
                ? "within " + WorkerMain.longestRecovery().toMillis() / 1_000.0 + " (lease and poll)"
                : "";
    }
}
