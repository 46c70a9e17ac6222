// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import dev.darkroom.benchmarks.figures.Findings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Collects figures, and prints them: as a table for people, and as lines {@code figure NAME VALUE} for machines. */
final class Report {
    private static final String ROW = "%-38s %12s   %-25s %5s   %s%n";

    private final PrintStream out;
    private final List<Figure> figures = new ArrayList<>();
    private boolean failed;

    Report(PrintStream out) {
        this.out = out;
    }

    /** A figure: the median of samples. */
    private record Figure(String name, List<Double> sorted, String goal) {
        double median() {
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }

        String spread() {
            return words(sorted.get(0)) + " to " + words(sorted.get(sorted.size() - 1));
        }

        static String words(double value) {
            return String.format(Locale.ROOT, value >= 1_000 ? "%.0f" : value >= 1 ? "%.2f" : "%.4f", value);
        }
    }

    /** Says what is going on. */
    void say(String sentence) {
        out.println(sentence);
    }

    /** Adds a figure from its samples, of which the median counts. */
    void figure(String name, double[] samples) {
        figure(name, samples, "");
    }

    /** Adds a figure with the goal that is set for it, in words. */
    void figure(String name, double[] samples, String goal) {
        if (samples.length == 0) {
            throw new IllegalStateException("nothing was measured for " + name);
        }
        figures.add(new Figure(name, DoubleStream.of(samples).sorted().boxed().toList(), goal));
    }

    /** Returns what a comparison in another package hands its findings to. */
    Findings findings() {
        return new Findings() {
            @Override
            public void say(String sentence) {
                Report.this.say(sentence);
            }

            @Override
            public void figure(String name, double[] samples, String goal) {
                Report.this.figure(name, samples, goal);
            }
        };
    }

    /** Notes that something that must hold does not. */
    void fail() {
        failed = true;
    }

    /** Whether something that must hold does not. */
    boolean hasFailed() {
        return failed;
    }

    /** Prints all figures. */
    void print() {
        out.println();
        out.printf(ROW, "", "median", "spread", "of", "goal");
        for (Figure figure : figures) {
            out.printf(
                    ROW,
                    figure.name(),
                    Figure.words(figure.median()),
                    figure.spread(),
                    figure.sorted().size(),
                    figure.goal());
        }
        out.println();
        for (Figure figure : figures) {
            out.printf("figure %s %s%n", figure.name(), Figure.words(figure.median()));
        }
    }
}
