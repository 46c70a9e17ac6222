// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Cli cli = Cli.inPipe();
    private final AtomicInteger code = new AtomicInteger(-1);
    private Path in;
    private Path out;
    private Thread watch;

    @BeforeEach
    void begin() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("out");
        Cli.picture(in.resolve("early.jpg"), 60, 60);
        watch = new Thread(() -> code.set(cli.run("watch", in, "--out", out, "--settle", "60ms")), "watch");
        watch.start();
        await().atMost(LONG).until(() -> completed("early.jpg") == 1);
    }

    @AfterEach
    void end() throws InterruptedException {
        watch.interrupt();
        watch.join(LONG.toMillis());
        assertThat(watch.isAlive()).isFalse();
        assertThat(code).hasValue(130);
        assertThat(cli.out()).contains("stopped; ");
    }

    @Test
    void takes_what_appears_and_what_changes() throws IOException {
        Cli.picture(in.resolve("late.png"), 60, 60);
        Files.writeString(in.resolve("notes.txt"), "no picture");
        await().atMost(LONG).until(() -> completed("late.png") == 1);

        Cli.picture(in.resolve("late.png"), 90, 90);
        await().atMost(LONG).until(() -> completed("late.png") >= 2);
        assertThat(completed("early.jpg")).isEqualTo(1);
        assertThat(cli.out()).doesNotContain("notes");
        assertThat(Cli.files(out)).hasSize(6);
    }

    @Test
    void tells_what_fails_and_goes_on() throws IOException {
        Files.writeString(in.resolve("bad.jpg"), "no picture");
        await().atMost(LONG).until(() -> cli.out().contains("bad.jpg  "));
        Cli.picture(in.resolve("good.jpg"), 60, 60);
        await().atMost(LONG).until(() -> completed("good.jpg") == 1);
        assertThat(cli.out()).contains("not a picture");
    }

    @Test
    void the_next_watch_does_not_do_again_what_is_complete() throws Exception {
        watch.interrupt();
        watch.join(LONG.toMillis());
        Cli.picture(in.resolve("late.png"), 60, 60);

        Cli next = Cli.inPipe();
        Thread again = new Thread(() -> next.run("watch", in, "--out", out, "--settle", "60ms"), "next watch");
        again.start();
        await().atMost(LONG).until(() -> completed("late.png", next) == 1);
        again.interrupt();
        again.join(LONG.toMillis());
        assertThat(completed("early.jpg", next)).isZero();
    }

    private long completed(String name) {
        return completed(name, cli);
    }

    private static long completed(String name, Cli cli) {
        return cli.out()
                .lines()
                .filter(line -> line.startsWith("complete") && line.contains(name + "  "))
                .count();
    }
}
