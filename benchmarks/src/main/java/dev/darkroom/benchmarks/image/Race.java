// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The same job on the same pictures, by one contestant after the other, in many rounds.
 *
 * @param name what it is called
 * @param order what is made of which pictures
 * @param pace how long
 */
record Race(String name, Order order, Pace pace) {
    private static final double NANOS_IN_A_MILLI = 1_000_000;

    /**
     * How long a race lasts.
     *
     * @param warmUps how often each goes over all pictures before it counts; a JVM compiles what ran often, so short jobs more often
     * @param rounds how many rounds count; in each the order is another one
     * @param times how often a contestant goes over all pictures in a round
     */
    record Pace(int warmUps, int rounds, int times) {}

    /**
     * What each took for a picture, in milliseconds, by round; who could not do the job is missing.
     *
     * @param cpu the processor time
     * @param wall the time that passed
     */
    record Result(Map<String, double[]> cpu, Map<String, double[]> wall) {

        boolean has(String... names) {
            return cpu.keySet().containsAll(List.of(names));
        }

        double[] cpuRatios(String of, String to) {
            return ratios(cpu, of, to);
        }

        double[] wallRatios(String of, String to) {
            return ratios(wall, of, to);
        }

        private static double[] ratios(Map<String, double[]> samples, String of, String to) {
            double[] above = samplesOf(samples, of);
            double[] below = samplesOf(samples, to);
            double[] ratios = new double[above.length];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = above[i] / below[i];
            }
            return ratios;
        }

        static double[] samplesOf(Map<String, double[]> samples, String name) {
            double[] found = samples.get(name);
            if (found == null) {
                throw new IllegalArgumentException(name + " has not come to the end");
            }
            return found;
        }
    }

    /** Runs it; who can't do the job stands back with a word about why, and all do when it is the first of them. */
    Result run(List<Contestant> contestants, Consumer<String> say) throws IOException {
        List<Contestant> able = warmedUp(contestants, say);
        Map<String, double[]> cpu = new LinkedHashMap<>();
        Map<String, double[]> wall = new LinkedHashMap<>();
        for (Contestant contestant : able) {
            cpu.put(contestant.name(), new double[pace.rounds()]);
            wall.put(contestant.name(), new double[pace.rounds()]);
        }
        for (int round = 0; round < pace.rounds(); round++) {
            for (Contestant contestant : able) {
                Receipt receipt = done(contestant);
                Result.samplesOf(cpu, contestant.name())[round] = millis(receipt.cpuNanos());
                Result.samplesOf(wall, contestant.name())[round] = millis(receipt.wallNanos());
            }
            Collections.rotate(able, 1);
        }
        return new Result(cpu, wall);
    }

    private List<Contestant> warmedUp(List<Contestant> contestants, Consumer<String> say) throws IOException {
        List<Contestant> able = new ArrayList<>();
        for (Contestant contestant : contestants) {
            Receipt receipt = contestant.carryOut(order.times(pace.warmUps()));
            if (receipt.trouble() == null) {
                able.add(contestant);
            } else {
                say.accept("image: " + contestant.name() + " takes no part in " + name + ": " + receipt.trouble());
                if (able.isEmpty()) {
                    return able;
                }
            }
        }
        return able;
    }

    private Receipt done(Contestant contestant) throws IOException {
        Receipt receipt = contestant.carryOut(order.times(pace.times()));
        if (receipt.trouble() != null) {
            throw new IOException(contestant.name() + " did it before and now fails: " + receipt.trouble());
        }
        return receipt;
    }

    private double millis(long nanos) {
        return nanos / NANOS_IN_A_MILLI / pace.times() / order.pictures().size();
    }
}
