// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows first is what is compiled and run here. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Path PROGRAM =
            ROOT.resolve("examples/plain-main/src/main/java/dev/darkroom/examples/plain/FirstSteps.java");

    @Test
    void theProgramInTheReadmeIsTheOneThatIsCompiled() throws IOException {
        assertThat(withoutBlanks(Files.readString(PROGRAM))).contains(withoutBlanks(firstBlock("java")));
    }

    @Test
    void theFirstShellBlockHoldsTheTwoCommandsAndNoMore() throws IOException {
        assertThat(firstBlock("sh").lines()).containsExactly("./darkroom process", "./mvnw verify");
    }

    @Test
    @Timeout(60)
    void theProgramInTheReadmeRuns(@TempDir Path folder) throws Exception {
        ImageIO.write(
                new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB),
                "jpg",
                folder.resolve("cat.jpg").toFile());
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstSteps.class.getName()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("COMPLETE: [Colour[hex=#000000, share=1.0]]");
        assertThat(folder.resolve("media/library/any/any/img/42/thumbnail.jpg")).isNotEmptyFile();
    }

    private static String firstBlock(String language) throws IOException {
        Matcher block = Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(block.find()).as("a block of " + language).isTrue();
        return block.group(1).stripTrailing();
    }

    private static String withoutBlanks(String code) {
        return code.replaceAll("\\s+", "");
    }
}
