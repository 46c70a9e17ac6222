// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.JavaFlightRecorderProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a job costs that does nothing: the price of the guarantee, without a database. */
final class EngineBenchmark implements NamedBenchmark {
    private static final double NANOS_IN_A_MICRO = 1_000;
    private static final double MICROS_IN_A_SECOND = 1_000_000;

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public String purpose() {
        return "Processor time and pace of jobs that do nothing, and how soon one starts, with the in-memory store.";
    }

    @Override
    public void run(Options options, Report report) throws Exception {
        boolean quick = options.quick();
        boolean profile = options.flag("profile");
        options.refuseUnknown();
        List<IterationResult> one = throughput("1", quick, profile, report);
        report.figure("engine_cpu_us_per_job", samples(one, EngineBenchmark::cpuMicros), "under 20");
        report.figure("engine_jobs_per_s", samples(one, EngineBenchmark::jobsPerSecond));
        List<IterationResult> three = throughput("3", quick, profile, report);
        report.figure("engine3_cpu_us_per_job", samples(three, EngineBenchmark::cpuMicros));
        start(quick ? 2 : 5, quick ? 150 : 500, report);
    }

    private static List<IterationResult> throughput(String steps, boolean quick, boolean profile, Report report)
            throws RunnerException {
        int forks = quick ? 2 : 5;
        report.say("engine: 10000 jobs of " + steps + " step(s), again and again, in " + forks + " fresh JVMs");
        ChainedOptionsBuilder builder = new OptionsBuilder()
                .include(EngineThroughput.class.getName())
                .param("steps", steps)
                .forks(forks)
                .warmupIterations(quick ? 3 : 8)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 3 : 6)
                .measurementTime(TimeValue.seconds(1))
                .timeout(TimeValue.minutes(2))
                .jvmArgs("-Xms1g", "-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (profile) {
            report.say("engine: with Java Flight Recorder, to benchmarks/results");
            builder.addProfiler(JavaFlightRecorderProfiler.class, "dir=results");
        }
        Collection<RunResult> results = new Runner(builder.build()).run();
        List<IterationResult> iterations = new ArrayList<>();
        for (RunResult result : results) {
            result.getBenchmarkResults().forEach(fork -> iterations.addAll(fork.getIterationResults()));
        }
        return iterations;
    }

    private static double[] samples(List<IterationResult> iterations, ToDoubleFunction<IterationResult> reading) {
        return iterations.stream().mapToDouble(reading).toArray();
    }

    private static double cpuMicros(IterationResult iteration) {
        return spent(iteration, "cpuNanos") / spent(iteration, "jobs") / NANOS_IN_A_MICRO;
    }

    private static double spent(IterationResult iteration, String counter) {
        Result<?> result = iteration.getSecondaryResults().get(counter);
        if (result == null) {
            throw new IllegalStateException("no counter named " + counter + " came back from the fresh JVM");
        }
        return result.getScore();
    }

    private static double jobsPerSecond(IterationResult iteration) {
        return MICROS_IN_A_SECOND / iteration.getPrimaryResult().getScore();
    }

    private static void start(int rounds, int jobs, Report report) throws InterruptedException {
        report.say("engine: " + rounds + " times " + jobs + " single jobs at 50 a second on a quiet Darkroom");
        double[] p50 = new double[rounds];
        double[] p99 = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            try (EngineStart start = new EngineStart()) {
                start.warmUp();
                TimeUnit.MILLISECONDS.sleep(500);
                double[] waits = start.sortedWaits(jobs);
                p50[round] = waits[jobs / 2];
                p99[round] = waits[jobs * 99 / 100];
            }
        }
        report.figure("engine_start_p50_us", p50);
        report.figure("engine_start_p99_us", p99);
    }
}
