// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessCommandTest {
    @TempDir
    Path folder;

    private Path out;
    private Path good;
    private final Cli cli = Cli.inPipe();

    @BeforeEach
    void makeGoodPicture() throws IOException {
        out = folder.resolve("out");
        good = Cli.picture(folder.resolve("good.jpg"), 1000, 500);
    }

    @Test
    void draws_and_processes_samples_when_nothing_is_given() throws IOException {
        assertThat(cli.run("process", "--out", out)).isZero();

        List<String> files = Cli.files(out);
        assertThat(files).hasSize(4 * 4);
        assertThat(cli.out()).contains("4 complete").contains("IMAGE").contains("sunset.jpg");
        for (String file : files) {
            assertThat(ImageIO.read(out.resolve(file).toFile())).as(file).isNotNull();
        }
    }

    @Test
    void samples_that_are_there_are_the_same_pictures_when_it_runs_again() throws IOException {
        cli.run("process", "--out", out);
        Cli again = Cli.inPipe();
        assertThat(again.run("process", "--out", out)).isZero();
        assertThat(again.out()).contains("4 complete; ").contains("4 of them had been done already");

        Cli status = Cli.inPipe();
        assertThat(status.run("status", "--out", out)).isZero();
        assertThat(status.out()).contains("4 complete").doesNotContain("8 complete");
    }

    @Test
    void a_sample_that_was_deleted_is_drawn_again() throws IOException {
        cli.run("process", "--out", out);
        Path sunset = out.resolve("samples/sunset.jpg");
        Files.delete(sunset);

        Cli again = Cli.inPipe();
        assertThat(again.run("process", "--out", out)).isZero();
        assertThat(again.out()).contains("4 complete; ").contains("3 of them had been done already");
        assertThat(ImageIO.read(sunset.toFile())).isNotNull();
    }

    @Test
    void makes_the_sizes_of_the_recipe_and_names_each_file() throws IOException {
        assertThat(cli.run("process", good, "--out", out)).isZero();

        List<String> files = Cli.files(out);
        assertThat(files).hasSize(3).allMatch(file -> file.matches("good-[0-9a-f]{10}/(thumbnail|medium|large)\\.jpg"));
        files.forEach(file -> assertThat(cli.out()).contains(out.resolve(file).toString()));
        BufferedImage medium = ImageIO.read(out.resolve(files.get(1)).toFile());
        assertThat(medium.getWidth()).isEqualTo(800);
        assertThat(medium.getHeight()).isEqualTo(400);
    }

    @Test
    void writes_over_its_own_files_when_asked_again() throws IOException {
        cli.run("process", good, "--out", out);
        List<String> first = Cli.files(out);
        assertThat(Cli.inPipe().run("process", good, "--out", out)).isZero();
        assertThat(Cli.files(out)).isEqualTo(first);
    }

    @Test
    void keeps_owners_and_recipes_apart() throws IOException {
        cli.run("process", good, "--out", out, "--owner", "a b");
        cli.run("process", good, "--out", out, "--owner", "a-b");
        cli.run("process", good, "--out", out, "--recipe", "logo");
        assertThat(Cli.files(out))
                .hasSize(9)
                .filteredOn(file -> file.startsWith("a-b/"))
                .hasSize(6);
        assertThat(Cli.files(out)).filteredOn(file -> file.endsWith(".png")).hasSize(3);
    }

    @Test
    void each_bad_picture_fails_with_a_reason_and_the_others_are_done() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jpg"), "this is not a picture at all");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        Path bomb = Files.write(folder.resolve("bomb.png"), hugePng(50_000, 50_000));
        Path half = halfOf(good);
        Path missing = folder.resolve("missing.jpg");

        int code = cli.run("process", text, empty, bomb, half, missing, good, "--out", out);

        assertThat(code).isEqualTo(1);
        assertThat(cli.out()).contains("1 complete, 5 failed");
        assertThat(cli.err()).isEmpty();
        assertThat(rowOf(text)).contains("failed").contains("not a picture");
        assertThat(rowOf(empty)).contains("failed").contains("empty");
        assertThat(rowOf(bomb)).contains("failed").contains("50000 x 50000").doesNotContain("OutOfMemory");
        assertThat(rowOf(half)).contains("failed");
        assertThat(rowOf(missing)).contains("failed").contains("no such file");
        assertThat(rowOf(good)).contains("complete");
        assertThat(Cli.files(out)).hasSize(3).allMatch(file -> file.startsWith("good-"));
        assertThat(cli.out()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void a_path_that_leads_through_a_file_fails() throws IOException {
        Path through = good.resolve("inner.jpg");

        assertThat(cli.run("process", through, good, "--out", out)).isEqualTo(1);

        assertThat(rowOf(through)).contains("failed").contains("no such file");
        assertThat(rowOf(good)).contains("complete");
    }

    /** The superuser may read it all the same; then it has to be complete like any other. */
    @Test
    void a_file_that_may_not_be_read_fails_and_a_folder_is_told_of() throws IOException {
        Path locked = Cli.picture(folder.resolve("locked.jpg"), 50, 50);
        Path lockedFolder = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(lockedFolder, PosixFilePermissions.fromString("---------"));
        boolean mayRead = Files.isReadable(locked);

        assertThat(cli.run("process", locked, lockedFolder, good, "--out", out)).isEqualTo(mayRead ? 0 : 1);

        assertThat(rowOf(locked)).contains(mayRead ? "complete" : "not allowed");
        assertThat(cli.err().contains("can't look into " + lockedFolder)).isEqualTo(!mayRead);
        assertThat(rowOf(good)).contains("complete");
    }

    @Test
    void folders_are_walked_for_pictures() throws IOException {
        Path album = Files.createDirectories(folder.resolve("album/deep"));
        Cli.picture(album.resolve("one.JPG"), 40, 40);
        Cli.picture(folder.resolve("album/two.png"), 40, 40);
        Files.writeString(folder.resolve("album/text.jpg"), "text");
        Files.writeString(folder.resolve("album/notes.txt"), "notes");
        Cli.picture(folder.resolve("album/.hidden.jpg"), 40, 40);
        Cli.picture(Files.createDirectories(folder.resolve("album/.cache")).resolve("x.jpg"), 40, 40);
        Files.createDirectory(folder.resolve("album/folder.jpg"));

        assertThat(cli.run("process", folder.resolve("album"), "--out", out)).isEqualTo(1);

        assertThat(cli.out()).contains("2 complete, 1 failed");
        assertThat(cli.out()).doesNotContain("notes").doesNotContain("hidden").doesNotContain("x.jpg");
    }

    @Test
    void its_own_files_are_not_taken_for_new_pictures() {
        cli.run("process", good, "--out", out);
        Cli again = Cli.inPipe();
        assertThat(again.run("process", folder, "--out", out)).isZero();
        assertThat(again.out()).contains("1 complete;");
    }

    @Test
    void a_picture_that_is_named_twice_is_processed_once() {
        cli.run("process", good, folder, "--out", out);
        assertThat(cli.out()).contains("1 complete;");
    }

    @Test
    void a_file_without_a_pictures_ending_is_taken_when_it_is_named() throws IOException {
        Path odd = Files.copy(good, folder.resolve("picture.dat"));
        assertThat(cli.run("process", odd, "--out", out)).isZero();
    }

    @Test
    void an_address_inside_is_refused_and_what_may_be_secret_in_it_not_shown() {
        assertThat(cli.run("process", "http://127.0.0.1/x.jpg?signature=geheim", "--out", out))
                .isEqualTo(1);
        assertThat(cli.out())
                .contains("http://127.0.0.1/x.jpg")
                .contains("failed")
                .doesNotContain("geheim");
    }

    @Test
    void an_unknown_recipe_is_named_with_those_that_there_are() throws IOException {
        assertThat(cli.run("process", good, "--recipe", "foto", "--out", out)).isEqualTo(2);
        assertThat(cli.err()).contains("'foto'").contains("photo, logo, archive");
        assertThat(Cli.files(out)).isEmpty();
    }

    @Test
    void a_folder_that_can_not_be_written_to_is_told_before_anything_is_done() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        for (Path bad : List.of(file, file.resolve("below"))) {
            Cli one = Cli.inPipe();
            assertThat(one.run("process", good, "--out", bad)).isEqualTo(2);
            assertThat(one.err()).contains("can't write to --out " + bad).hasLineCount(1);
            assertThat(one.out()).isEmpty();
        }
        assertThat(file).hasContent("in the way");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void an_empty_argument_is_a_slip_and_not_the_current_folder(String argument) {
        assertThat(cli.run("process", argument, "--out", out)).isEqualTo(2);
        assertThat(cli.err()).contains("an argument is empty");
    }

    @Test
    void unknown_options_and_stores_are_usage_errors() throws IOException {
        assertThat(cli.run("process", "--frobnicate")).isEqualTo(2);
        assertThat(cli.err()).contains("frobnicate").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://me:geheim@localhost/x | an address that begins with",
                "jdbc:nothing:geheim | no driver takes an address",
                "jdbc:postgresql://localhost:1/x?password=geheim | can't connect to jdbc:postgresql://localhost:1/x",
                "jdbc:mariadb://localhost:1/x?password=geheim | can't connect to jdbc:mariadb://localhost:1/x"
            })
    void a_database_that_can_not_be_opened_is_told_before_anything_is_done(String db, String words) {
        assertThat(cli.run("process", good, "--out", out, "--db", db)).isEqualTo(2);

        assertThat(cli.err()).contains(words).doesNotContain("geheim").doesNotContain("Exception");
        assertThat(out).doesNotExist();
    }

    @Test
    void what_is_complete_is_not_done_again_unless_it_is_wished_or_the_picture_has_changed() throws IOException {
        cli.run("process", good, "--out", out);
        Path file = out.resolve(Cli.files(out).get(0));
        Files.writeString(file, "mine");

        Cli same = Cli.inPipe();
        assertThat(same.run("process", good, "--out", out)).isZero();
        assertThat(same.out()).contains("1 complete; ").contains("1 of them had been done already");
        assertThat(file).hasContent("mine");

        Cli wished = Cli.inPipe();
        assertThat(wished.run("process", good, "--out", out, "--again")).isZero();
        assertThat(wished.out()).contains("1 complete; ").doesNotContain("already");
        assertThat(ImageIO.read(file.toFile())).isNotNull();

        Cli.picture(good, 300, 200);
        Cli changed = Cli.inPipe();
        assertThat(changed.run("process", good, "--out", out)).isZero();
        assertThat(changed.out()).doesNotContain("already");
        assertThat(ImageIO.read(out.resolve(Cli.files(out).get(1)).toFile()).getWidth())
                .isEqualTo(300);
    }

    @Test
    void a_picture_that_is_complete_is_not_left_when_it_is_called_by_another_path() throws IOException {
        cli.run("process", good, "--out", out);
        Cli other = Cli.inPipe();
        assertThat(other.run("process", folder.resolve("out/../good.jpg"), "--out", out))
                .isZero();
        assertThat(other.out())
                .contains("1 complete; ")
                .contains("1 of them had been done already")
                .doesNotContain("stopped");
    }

    @Test
    void what_has_failed_is_tried_again_by_the_same_command() throws IOException {
        Path late = folder.resolve("late.jpg");
        assertThat(cli.run("process", late, "--out", out)).isEqualTo(1);
        Cli still = Cli.inPipe();
        assertThat(still.run("process", late, "--out", out)).isEqualTo(1);
        assertThat(still.out()).contains("1 failed; ").doesNotContain("already");

        Cli.picture(late, 300, 200);
        Cli there = Cli.inPipe();
        assertThat(there.run("process", late, "--out", out)).isZero();
        assertThat(there.out()).contains("1 complete; ").doesNotContain("already");
    }

    @Test
    void with_memory_nothing_is_known_of_an_earlier_run() throws IOException {
        cli.run("process", good, "--out", out, "--db", "memory");
        Cli again = Cli.inPipe();
        assertThat(again.run("process", good, "--out", out, "--db", "memory")).isZero();
        assertThat(again.out()).contains("1 complete; ").doesNotContain("already");
        assertThat(out.resolve(".darkroom")).doesNotExist();
    }

    @Test
    void jobs_are_kept_in_the_database_that_is_named() throws IOException {
        String db = "jdbc:h2:file:" + folder.resolve("data/jobs");
        cli.run("process", good, "--out", out, "--db", db);
        Cli status = Cli.inPipe();
        assertThat(status.run("status", "--db", db)).isZero();
        assertThat(status.out()).contains("1 complete").contains("good.jpg");
        assertThat(out.resolve(".darkroom")).doesNotExist();
    }

    @Test
    void a_pipe_gets_no_control_characters_whatever_files_are_called() throws IOException {
        Path evil = Cli.picture(folder.resolve("evil\u001B[2J\r\n\u202Ename.jpg"), 40, 40);
        cli.run("process", evil, good, "--out", out);
        assertThat(cli.out().lines()).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        assertThat(cli.out()).doesNotContain("\u202E");
    }

    @Test
    void a_terminal_gets_a_bar_that_fits_and_goes_away() throws IOException {
        Cli terminal = Cli.onTerminal(50);
        Path wide = Cli.picture(folder.resolve("写真".repeat(20) + ".jpg"), 40, 40);

        assertThat(terminal.run("process", good, wide, "--out", out)).isZero();

        String erase = "\r\u001B[J";
        String[] drawings = terminal.out().split(Pattern.quote(erase), -1);
        assertThat(drawings).hasSizeGreaterThan(2);
        assertThat(drawings[1]).startsWith("[").contains("0/2");
        for (int i = 1; i < drawings.length - 1; i++) {
            assertThat(Columns.width(drawings[i])).isLessThan(50);
        }
        String rest = drawings[drawings.length - 1];
        assertThat(rest).contains("IMAGE").contains("2 complete");
        assertThat(rest.lines().skip(1).takeWhile(line -> !line.isEmpty())).allMatch(line -> Columns.width(line) <= 50);
    }

    @Test
    void an_optional_step_that_fails_makes_it_partial_which_is_not_complete() {
        assertThat(new Outcome(Picture.file(good), "partial", Duration.ZERO, List.of(), "why").isComplete())
                .isFalse();
    }

    private String rowOf(Path picture) {
        return cli.out()
                .lines()
                .filter(line -> line.startsWith("failed") || line.startsWith("complete"))
                .filter(line -> line.contains("  " + picture + "  "))
                .findFirst()
                .orElseThrow();
    }

    private Path halfOf(Path picture) throws IOException {
        byte[] bytes = Files.readAllBytes(picture);
        return Files.write(folder.resolve("half.jpg"), Arrays.copyOf(bytes, bytes.length / 4));
    }

    /** A small file that claims to be huge. */
    private static byte[] hugePng(int width, int height) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
            deflater.write(new byte[100_000]);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk("IHDR", header.toByteArray(), png);
        chunk("IDAT", pixels.toByteArray(), png);
        chunk("IEND", new byte[0], png);
        return png.toByteArray();
    }

    private static void chunk(String type, byte[] content, ByteArrayOutputStream png) throws IOException {
        ByteArrayOutputStream summed = new ByteArrayOutputStream();
        summed.write(type.getBytes(StandardCharsets.US_ASCII));
        summed.write(content);
        CRC32 sum = new CRC32();
        sum.update(summed.toByteArray());
        DataOutputStream all = new DataOutputStream(png);
        all.writeInt(content.length);
        summed.writeTo(all);
        all.writeInt((int) sum.getValue());
    }
}
