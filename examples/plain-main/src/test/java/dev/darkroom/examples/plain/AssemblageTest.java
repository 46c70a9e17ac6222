// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe that pays, with a fake provider in this process. */
class AssemblageTest {
    @TempDir
    private Path folder;

    @Test
    void a_picture_gets_a_thumbnail_five_colours_and_an_embedding_whose_cost_is_in_the_ledger() throws IOException {
        Path picture = Cli.picture(folder.resolve("red bicycle.jpg"), 640, 480);
        Path out = folder.resolve("out");
        Cli process = Cli.inPipe();

        int code = process.run("process", "--recipe", "assemblage", "--fakes", "--owner", "user-7", "-o", out, picture);

        assertThat(code).as(process.err() + process.out()).isZero();
        assertThat(process.out()).contains("1 complete");
        assertThat(Cli.files(out)).anyMatch(file -> file.endsWith("/thumbnail.jpg"));

        Cli status = Cli.inPipe();
        status.run("status", "-o", out);
        assertThat(status.out()).contains("embedding done");

        Cli costs = Cli.inPipe();
        assertThat(costs.run("costs", "-o", out)).isZero();
        assertThat(costs.out())
                .contains("user-7", "openai text-embedding-3-small", "USD")
                .doesNotContain("unknown");
    }

    @Test
    void without_a_key_it_is_said_what_to_do() throws IOException {
        Path picture = Cli.picture(folder.resolve("cat.jpg"), 64, 48);
        Cli cli = Cli.inPipe();

        assertThat(cli.run("process", "--recipe", "assemblage", "-o", folder.resolve("out"), picture))
                .isEqualTo(2);
        assertThat(cli.err()).contains("OPENAI_API_KEY", "--fakes");
    }

    @Test
    void where_nothing_was_paid_costs_say_so() {
        Cli cli = Cli.inPipe();

        assertThat(cli.run("costs", "-o", folder.resolve("out"))).isZero();
        assertThat(cli.out()).contains("nothing was paid yet");
    }
}
