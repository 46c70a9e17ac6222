// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real process is told to end in the middle of its work, or is killed. */
class StoppedProcessTest {
    private static final int PICTURES = 200;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(120)
    void finishes_what_is_under_way_and_says_what_is_left(String signal, int code) throws Exception {
        Path in = manyPictures(1500, 1000);
        Process process = start(in);
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            readUntilDone(3, output, lines);
            send(signal, process);
            output.lines().forEach(lines::add);
        }
        assertThat(waitFor(process)).isEqualTo(code);
        checkReport(lines);
        checkFiles(lines);
    }

    @Test
    @Timeout(120)
    void the_same_command_does_the_rest_after_a_kill() throws Exception {
        Path in = manyPictures(600, 400);
        List<String> before = runUntilKilled(in);
        Map<String, FileTime> written = timesOf(before);
        assertThat(written).hasSizeGreaterThanOrEqualTo(3 * 20);

        Cli again = Cli.inPipe();
        assertThat(again.run("process", in, "--out", out())).isZero();

        List<String> pictures = again.out()
                .lines()
                .filter(line -> line.matches("complete +\\S+ +\\S+ s  .*"))
                .map(line -> line.split(" +", 3)[1])
                .toList();
        assertThat(pictures).doesNotHaveDuplicates().hasSize(PICTURES);
        assertThat(Cli.files(out()).stream().filter(file -> !isDraft(file))).hasSize(3 * PICTURES);
        for (Map.Entry<String, FileTime> file : written.entrySet()) {
            assertThat(Files.getLastModifiedTime(Path.of(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
        Matcher sum = Pattern.compile("200 complete; .* s; (\\d+) of them had been done already")
                .matcher(again.out());
        assertThat(sum.find()).as(again.out()).isTrue();
        assertThat(Integer.parseInt(sum.group(1))).isBetween(written.size() / 3, PICTURES - 1);
        Cli status = Cli.inPipe();
        assertThat(status.run("status", "--out", out())).isZero();
        assertThat(status.out()).startsWith("0 pending, 0 processing, 200 complete, 0 failed");
    }

    /** What was being written at the kill is left, and swept an hour later. */
    private static boolean isDraft(String file) {
        return file.startsWith(".tmp-darkroom/");
    }

    private List<String> runUntilKilled(Path in) throws Exception {
        Process process = start(in);
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            readUntilDone(30, output, lines);
            checkThatNobodyElseGetsTheJobs();
            process.toHandle().destroyForcibly();
            output.lines().forEach(lines::add);
        }
        assertThat(waitFor(process)).isNotZero();
        return lines.subList(0, lines.size() - 1); // the last one may have been cut in the middle
    }

    private void checkThatNobodyElseGetsTheJobs() {
        Cli other = Cli.inPipe();
        assertThat(other.run("status", "--out", out())).isEqualTo(2);
        assertThat(other.err())
                .contains("another process has")
                .contains("wait until it has ended")
                .doesNotContain("Exception");
    }

    private Map<String, FileTime> timesOf(List<String> lines) throws IOException {
        Map<String, FileTime> times = new HashMap<>();
        for (String file : filesNamedIn(lines)) {
            times.put(file, Files.getLastModifiedTime(Path.of(file)));
        }
        return times;
    }

    private List<String> filesNamedIn(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("complete "))
                .flatMap(line -> List.of(line.split(" +")).stream())
                .filter(word -> word.startsWith(out().toString()))
                .toList();
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Path manyPictures(int width, int height) throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        Path first = Cli.picture(in.resolve("picture-0.jpg"), width, height);
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
                        out().toString())
                .redirectErrorStream(true)
                .start();
    }

    private static void readUntilDone(int pictures, BufferedReader output, List<String> lines) throws IOException {
        while (lines.stream().filter(line -> line.startsWith("complete")).count() < pictures) {
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
        Path out = out();
        List<String> files = Cli.files(out);
        for (String file : files) {
            assertThat(ImageIO.read(out.resolve(file).toFile())).as(file).isNotNull();
        }
        List<String> named = filesNamedIn(lines).stream()
                .map(word -> out.relativize(Path.of(word)).toString())
                .toList();
        assertThat(files).containsAll(named).noneMatch(file -> file.startsWith("."));
        assertThat(Cli.files(folder.resolve("tmp"))).isEmpty();
    }
}
