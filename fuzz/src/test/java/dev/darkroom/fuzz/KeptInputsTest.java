// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.fuzz;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every input that fuzzing has kept, among them all that once broke a promise. */
class KeptInputsTest {

    @TestFactory
    Stream<DynamicNode> noKeptInputBreaksAPromise() {
        return Targets.byName().entrySet().stream()
                .map(entry -> dynamicContainer(entry.getKey(), tests(entry.getKey(), entry.getValue())));
    }

    private static Stream<DynamicTest> tests(String name, Watched target) {
        return files(name).stream()
                .map(file ->
                        dynamicTest(String.valueOf(file.getFileName()), () -> target.read(Files.readAllBytes(file))));
    }

    private static List<Path> files(String name) {
        URL folder = Objects.requireNonNull(KeptInputsTest.class.getResource(name), name);
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
