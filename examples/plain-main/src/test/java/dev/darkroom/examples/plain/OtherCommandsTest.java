// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.job.JobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherCommandsTest {
    @TempDir
    Path folder;

    @Test
    void lists_the_recipes() {
        Cli cli = Cli.inPipe();
        assertThat(cli.run("recipes")).isZero();
        assertThat(cli.out()).contains("photo").contains("logo").contains("archive");
    }

    @Test
    void help_and_version_are_there_and_a_missing_command_is_a_slip() {
        Cli cli = Cli.inPipe();
        assertThat(cli.run("--help")).isZero();
        assertThat(cli.run("process", "--help")).isZero();
        assertThat(cli.run("--version")).isZero();
        assertThat(cli.out())
                .contains("process")
                .contains("watch")
                .contains("Exit codes")
                .contains("130");
        assertThat(cli.run()).isEqualTo(2);
    }

    @Test
    void status_and_retry_say_that_jobs_in_memory_end_with_the_process() {
        Cli cli = Cli.inPipe();
        assertThat(cli.run("status", "--db", "memory")).isZero();
        assertThat(cli.out()).contains("memory");
        assertThat(cli.run("retry", "--all", "--db", "memory")).isEqualTo(2);
        assertThat(cli.err()).contains("memory").contains("darkroom process");
        assertThat(cli.run("retry")).isEqualTo(2);
    }

    @Test
    void looking_where_no_jobs_are_makes_nothing() {
        Path out = folder.resolve("out");
        Cli cli = Cli.inPipe();
        assertThat(cli.run("status", "--out", out)).isZero();
        assertThat(cli.out()).contains("there are no jobs in " + out + " yet");
        assertThat(cli.run("retry", "--all", "--out", out)).isEqualTo(2);
        assertThat(cli.err()).contains("there are no jobs in " + out);
        assertThat(out).doesNotExist();
    }

    @Test
    void status_lists_jobs_and_retry_does_again_what_failed() throws IOException {
        Path out = folder.resolve("out");
        Path picture = Files.writeString(folder.resolve("late.jpg"), "not a picture yet");
        assertThat(Cli.inPipe().run("process", picture, "--out", out)).isEqualTo(1);

        Cli before = Cli.inPipe();
        assertThat(before.run("status", "--out", out)).isZero();
        assertThat(before.out())
                .contains("1 failed")
                .contains("late.jpg")
                .contains("variants failed")
                .contains("not a picture");

        Cli.picture(picture, 300, 300);
        Cli retry = Cli.inPipe();
        assertThat(retry.run("retry", "--all", "--out", out)).isZero();
        assertThat(retry.out()).contains("1 complete");
        assertThat(Cli.files(out)).hasSize(3);

        Cli after = Cli.inPipe();
        assertThat(after.run("retry", "--all", "--out", out)).isZero();
        assertThat(after.out()).contains("no job has failed");
    }

    @Test
    void retry_names_what_is_not_a_job() {
        Cli cli = Cli.on(JobStore.inMemory());
        assertThat(cli.run("retry", "seven")).isEqualTo(2);
        assertThat(cli.run("retry", "7")).isEqualTo(2);
        assertThat(cli.err()).contains("'seven'").contains("there is no job 7");
    }
}
