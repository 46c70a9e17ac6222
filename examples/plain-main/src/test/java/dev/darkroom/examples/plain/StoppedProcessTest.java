// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real process is told to end in the middle of its work. */
class StoppedProcessTest {
    private static final int PICTURES = 200;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(120)
    void finishes_what_is_under_way_and_says_what_is_left(String signal, int code) throws Exception {
        Path in = manyPictures();
        Process process = start(in);
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            readUntilSomeAreDone(output, lines);
            send(signal, process);
            output.lines().forEach(lines::add);
        }
        assertThat(waitFor(process)).isEqualTo(code);
        checkReport(lines);
        checkFiles(lines);
    }

    private Path manyPictures() throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        Path first = Cli.picture(in.resolve("picture-0.jpg"), 1500, 1000);
        for (int i = 1; i < PICTURES; i++) {
            Files.copy(first, in.resolve("picture-" + i + ".jpg"));
        }
        return in;
    }

    private Process start(Path in) throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "process",
                        in.toString(),
                        "--out",
                        folder.resolve("out").toString())
                .redirectErrorStream(true)
                .start();
    }

    private static void readUntilSomeAreDone(BufferedReader output, List<String> lines) throws IOException {
        while (lines.stream().filter(line -> line.startsWith("complete")).count() < 3) {
            String line = output.readLine();
            assertThat(line).as("the output so far: %s", lines).isNotNull();
            lines.add(line);
        }
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-s", signal, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static int waitFor(Process process) throws InterruptedException, TimeoutException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new TimeoutException("it did not end");
        }
        return process.exitValue();
    }

    private static void checkReport(List<String> lines) {
        long done = lines.stream()
                .filter(line -> line.matches("complete +\\S+ +\\S+ s  .*"))
                .count();
        assertThat(done).isBetween(3L, PICTURES - 1L);
        assertThat(lines).anyMatch(line -> line.startsWith("IMAGE"));
        assertThat(lines).anyMatch(line -> line.startsWith(done + " complete; "));
        assertThat(lines)
                .anyMatch(line -> line.startsWith("stopped; left are " + (PICTURES - done) + " of " + PICTURES));
        assertThat(lines).noneMatch(line -> line.contains("Exception"));
    }

    private void checkFiles(List<String> lines) throws IOException {
        Path out = folder.resolve("out");
        List<String> files = Cli.files(out);
        for (String file : files) {
            assertThat(ImageIO.read(out.resolve(file).toFile())).as(file).isNotNull();
        }
        List<String> named = lines.stream()
                .filter(line -> line.startsWith("complete "))
                .flatMap(line -> List.of(line.split(" +")).stream())
                .filter(word -> word.startsWith(out.toString()))
                .map(word -> out.relativize(Path.of(word)).toString())
                .toList();
        assertThat(files).containsAll(named).noneMatch(file -> file.startsWith("."));
        assertThat(Cli.files(folder.resolve("tmp"))).isEmpty();
    }
}
