// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** Runs one benchmark by name, or lists them. */
public final class Benchmarks {
    private static final List<NamedBenchmark> ALL = List.of(
            new CorpusBenchmark(),
            new EngineBenchmark(),
            new ImageBenchmark(),
            new QualityScaleBenchmark(),
            new QueueBenchmark(),
            new SearchBenchmark(),
            new SoakBenchmark());

    private Benchmarks() {}

    /** Takes the name and then options. */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(arguments, System.out, System.err));
    }

    private static int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
        for (NamedBenchmark benchmark : ALL) {
            if (arguments.length > 0 && benchmark.name().equals(arguments[0])) {
                return run(benchmark, Arrays.asList(arguments).subList(1, arguments.length), out, err);
            }
        }
        if (arguments.length > 0) {
            err.println("there is no benchmark named '" + arguments[0] + "'");
        }
        list(arguments.length == 0 ? out : err);
        return arguments.length == 0 ? 0 : 2;
    }

    private static int run(NamedBenchmark benchmark, List<String> arguments, PrintStream out, PrintStream err)
            throws Exception {
        Report report = new Report(out);
        try {
            benchmark.run(new Options(arguments), report);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        report.print();
        return report.hasFailed() ? 1 : 0;
    }

    private static void list(PrintStream to) {
        to.println("usage: benchmarks/run NAME [--quick] [options]");
        for (NamedBenchmark benchmark : ALL) {
            to.printf("  %-14s %s%n", benchmark.name(), benchmark.purpose());
        }
    }
}
