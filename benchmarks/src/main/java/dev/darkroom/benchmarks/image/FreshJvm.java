// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A JVM that is started for one call of Darkroom and then ends. */
final class FreshJvm {
    private static final double NANOS_IN_A_MILLI = 1_000_000;

    private FreshJvm() {}

    /**
     * What came of it.
     *
     * @param wallMillis from before the JVM was started until it has ended
     * @param callMillis the call alone
     * @param peakMegabytes the most memory that the process had; 0 where the system doesn't tell
     * @param trouble why it failed; empty when it did not
     */
    record Result(double wallMillis, double callMillis, double peakMegabytes, String trouble) {}

    static Result run(List<String> flags, Path picture) throws IOException, InterruptedException {
        List<String> command = JavaCommand.of(OneCall.class, flags, picture.toString());
        long before = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        double wall = (System.nanoTime() - before) / NANOS_IN_A_MILLI;
        List<String> answer =
                output.lines().filter(line -> line.startsWith(OneCall.DONE)).toList();
        if (exit != 0 || answer.isEmpty()) {
            return new Result(
                    wall,
                    0,
                    0,
                    "exit " + exit + ", " + output.lines().findFirst().orElse("without a word"));
        }
        String[] numbers = answer.get(0).split(" ", -1);
        double call = Long.parseLong(numbers[1]) / NANOS_IN_A_MILLI;
        return new Result(wall, call, Long.parseLong(numbers[2]) / 1024.0, "");
    }
}
