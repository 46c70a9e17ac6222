// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import dev.darkroom.benchmarks.figures.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** With how little memory Darkroom makes do, how soon it starts, and how fast it refuses what is too large. */
final class Bounds {
    private static final double NANOS_IN_A_MILLI = 1_000_000;
    private static final int REFUSALS = 21;

    private final Pictures pictures;
    private final boolean quick;
    private final Findings findings;

    Bounds(Pictures pictures, boolean quick, Findings findings) {
        this.pictures = pictures;
        this.quick = quick;
        this.findings = findings;
    }

    /** Starts JVMs that are as a host starts one, and calls once. */
    void start() throws IOException, InterruptedException {
        Path picture = pictures.usual().get(0);
        int times = quick ? 2 : 7;
        double[] wall = new double[times];
        double[] call = new double[times];
        for (int i = 0; i < times; i++) {
            FreshJvm.Result result = FreshJvm.run(List.of(), picture);
            if (!result.trouble().isEmpty()) {
                throw new IOException("a cold JVM failed: " + result.trouble());
            }
            wall[i] = result.wallMillis();
            call[i] = result.callMillis();
        }
        findings.figure("cold_start_ms", wall, "under 1000, the JVM's own start included");
        findings.figure("cold_call_ms", call, "");
    }

    /** Gives it small heaps, with the collector that a JVM takes by itself in a container as small as that. */
    void memory() throws IOException, InterruptedException {
        peak("job2_12mp_heap48", "48", pictures.usual().get(0), "at most 130 (MB resident)");
        peak("baseline_108mp_heap64", "64", pictures.of108Megapixels(), "comes to an end (MB resident)");
        peak("progressive_100mp_heap96", "96", pictures.progressiveOf100Megapixels(), "comes to an end (MB resident)");
    }

    private void peak(String name, String heap, Path picture, String goal) throws IOException, InterruptedException {
        FreshJvm.Result result = FreshJvm.run(List.of("-Xmx" + heap + "m", "-XX:+UseSerialGC"), picture);
        if (result.trouble().isEmpty()) {
            findings.figure(name, new double[] {result.peakMegabytes()}, goal);
        } else {
            findings.say("image: " + name + " MISSED: " + result.trouble());
            findings.figure(name, new double[] {Double.NaN}, goal);
        }
    }

    /** Hands a warm Darkroom a header that claims too much. */
    void refusal(Contestant darkroom) throws IOException, InterruptedException {
        Order order = Order.of(Job.THUMBNAIL, List.of(pictures.claimOf900Megapixels()));
        double[] millis = new double[REFUSALS];
        for (int i = 0; i < REFUSALS; i++) {
            Receipt receipt = darkroom.carryOut(order);
            if (receipt.trouble() == null) {
                throw new IOException("900 megapixels were not refused");
            }
            millis[i] = receipt.wallNanos() / NANOS_IN_A_MILLI;
        }
        findings.figure("refuse_900mp_ms", millis, "under 5");
    }
}
