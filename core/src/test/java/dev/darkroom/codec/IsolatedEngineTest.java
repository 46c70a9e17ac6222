// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real child JVMs, to see them die. */
@Timeout(300)
class IsolatedEngineTest {
    private static final RenderRequest SAMPLE = RenderRequest.sample(8);

    private final Set<ProcessHandle> before = children();
    private final ImageEngine engine = ImageEngine.isolated(settings().build());

    @AfterEach
    void leaveNoChildren() {
        newChildren().forEach(ProcessHandle::destroyForcibly);
        await().until(() -> newChildren().isEmpty());
    }

    @Test
    void theResultsAreThoseOfTheEngineItself(@TempDir Path folder) throws IOException {
        byte[] jpeg = Pictures.jpeg(Pictures.quarters(301, 200));
        Path file = Files.write(folder.resolve("a.jpg"), jpeg);
        RenderRequest request = RenderRequest.variants(List.of(
                        Variant.square("square", 40),
                        Variant.fit("whole", 120, 90).formats(ImageFormat.PNG, ImageFormat.WEBP)))
                .and(RenderRequest.sample(50));
        Rendered expected = ImageEngine.standard().render(ImageContent.of(jpeg), request);

        for (ImageContent content : List.of(ImageContent.of(jpeg), ImageContent.of(file))) {
            Rendered rendered = engine.render(content, request);

            assertThat(rendered.info()).isEqualTo(expected.info());
            assertThat(rendered.images()).hasSize(2).hasSameSizeAs(expected.images());
            for (int i = 0; i < rendered.images().size(); i++) {
                assertSame(rendered.images().get(i), expected.images().get(i));
            }
            assertThat(rendered.sample().orElseThrow().toArray())
                    .isEqualTo(expected.sample().orElseThrow().toArray());
            assertThat(engine.inspect(content)).isEqualTo(expected.info());
        }
        assertThat(engine.writes()).isEqualTo(ImageEngine.standard().writes());
        assertThat(engine.leftOut()).containsExactly(ImageFormat.WEBP);
        assertThat(newChildren())
                .as("one picture after the other needs one child")
                .hasSize(1);
    }

    @Test
    void anAnimationStaysOneInAChild() throws IOException {
        byte[] gif = new GifBytes(8, 8)
                .frame(0, 0, 8, 8, GifBytes.RED, 10, GifBytes.KEPT)
                .frame(0, 0, 8, 8, GifBytes.BLUE, 30, GifBytes.KEPT)
                .end();
        Variant moving = Variant.fit("moving", 8, 8).formats(ImageFormat.GIF).animated();

        Rendered rendered = engine.render(ImageContent.of(gif), RenderRequest.variants(List.of(moving)));

        assertThat(Film.of(rendered.images().get(0).content().bytes()).times).containsExactly(10, 30);
    }

    private static void assertSame(EncodedImage image, EncodedImage expected) throws IOException {
        assertThat(image.variant()).isEqualTo(expected.variant());
        assertThat(image.format()).isEqualTo(expected.format());
        assertThat(image.width()).isEqualTo(expected.width());
        assertThat(image.height()).isEqualTo(expected.height());
        assertThat(image.content().bytes()).isEqualTo(expected.content().bytes());
    }

    @Test
    void aCrashCostsOneTry() throws IOException {
        assertThat(thrownBy(Troublemaker.CRASH))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("exit code 134");
        assertNextIsFine();
    }

    @Test
    void aLackOfMemoryCostsOneTry() throws IOException {
        assertThat(thrownBy(Troublemaker.EAT))
                .isInstanceOf(OutOfResourcesException.class)
                .hasMessageContaining("memory");
        assertNextIsFine();
    }

    @Test
    void aDecoderThatNeverEndsIsEnded() throws IOException {
        ImageEngine hasty = ImageEngine.isolated(
                settings().children(1).longest(Duration.ofSeconds(3)).build());

        assertThat(catchThrowable(() -> hasty.render(Troublemaker.HANG, SAMPLE)))
                .isInstanceOf(OutOfResourcesException.class)
                .hasMessageContaining("3 s");
        await().until(() -> newChildren().isEmpty());
        assertThat(hasty.inspect(picture()).width()).isEqualTo(30);
    }

    @Test
    void aChildThatIsKilledInTheMiddleCostsOneTry() throws IOException {
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> thrownBy(Troublemaker.HANG));
        await().until(() -> newChildren().size() == 1);
        newChildren().forEach(ProcessHandle::destroyForcibly);

        assertThat(end.join()).isInstanceOf(IOException.class);
        assertNextIsFine();
    }

    @Test
    void aChildThatIsToldToEndStaysAsLongAsItsParentNeedsIt() throws IOException {
        assumeTrue(ProcessHandle.current().supportsNormalTermination());
        assertNextIsFine();
        Set<ProcessHandle> children = newChildren();
        children.forEach(ProcessHandle::destroy);

        assertNextIsFine();
        assertThat(newChildren()).isEqualTo(children);
    }

    @Test
    void aChildThatWasKilledAtRestCostsNothing() throws IOException {
        assertNextIsFine();
        newChildren().forEach(ProcessHandle::destroyForcibly);
        await().until(() -> newChildren().isEmpty());

        assertNextIsFine();
    }

    @Test
    void anInterruptOfWhoeverWaitsEndsTheWork() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            thrown.set(thrownBy(Troublemaker.HANG));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        await().until(() -> newChildren().size() == 1);
        waiting.interrupt();
        waiting.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(stillInterrupted.get()).isTrue();
        await().until(() -> newChildren().isEmpty());
        assertNextIsFine();
    }

    @Test
    void whatTheEngineThrowsComesThrough(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.png"), new byte[10]);
        ImageContent gone = ImageContent.of(file);
        Files.delete(file);

        assertThat(thrownBy(ImageContent.of(new byte[100])))
                .isInstanceOf(ImageRejectedException.class)
                .extracting(e -> ((ImageRejectedException) e).reason())
                .isEqualTo(Reason.UNSUPPORTED);
        assertThat(thrownBy(gone)).isInstanceOf(IOException.class).hasMessageContaining("a.png");
        assertThat(thrownBy(Troublemaker.FAIL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("on purpose");
        assertNextIsFine();
        assertThat(newChildren()).as("nobody had to die").hasSize(1);
    }

    @Test
    void whatALibraryPrintsIsNotTakenForAnAnswer() throws IOException {
        assertThat(thrownBy(Troublemaker.PRINT)).isInstanceOf(ImageRejectedException.class);
        assertNextIsFine();
    }

    @Test
    void aChildDoesNotKnowTheSecretsInItsParentsEnvironment() {
        String names = String.valueOf(thrownBy(Troublemaker.TELL).getMessage());

        assertThat(System.getenv()).containsKey("PATH").hasSizeGreaterThan(8);
        assertThat(List.of(names.substring(1, names.length() - 1).split(", ", -1)))
                .isSubsetOf("PATH", "LD_LIBRARY_PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TMP", "TEMP");
    }

    @Test
    void morePicturesThanChildrenWait() {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        Set<ProcessHandle> seen = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return engine.render(picture(), SAMPLE).info().width();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        all.forEach(one -> assertThat(one.join()).isEqualTo(30));
        seen.addAll(newChildren());
        assertThat(seen).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void childrenThatAreNotNeededEnd() throws IOException {
        ImageEngine brief =
                ImageEngine.isolated(settings().idle(Duration.ofMillis(50)).build());
        assertThat(brief.inspect(picture()).width()).isEqualTo(30);

        await().until(() -> newChildren().isEmpty());
        assertThat(brief.inspect(picture()).width()).isEqualTo(30);
    }

    @Test
    void aChildEndsWithItsParentEvenInTheMiddleOfAPicture() throws IOException {
        ParentMain.Started parent = ParentMain.start();
        ProcessHandle grandchild = parent.child();
        assertThat(grandchild.isAlive()).isTrue();
        parent.process().destroyForcibly();

        await().atMost(Duration.ofSeconds(60)).until(() -> !grandchild.isAlive());
    }

    private static ImageContent picture() {
        try {
            return ImageContent.of(Pictures.encoded(Pictures.quarters(30, 20), "png"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertNextIsFine() throws IOException {
        assertThat(engine.render(picture(), SAMPLE).info().width()).isEqualTo(30);
    }

    private Throwable thrownBy(ImageContent content) {
        return catchThrowable(() -> engine.render(content, SAMPLE));
    }

    private Set<ProcessHandle> newChildren() {
        Set<ProcessHandle> children = children();
        children.removeAll(before);
        return children;
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toCollection(HashSet::new));
    }

    /** On the module path, the tests are put into the module by options that a child must be given, too. */
    static Isolation.Builder settings() {
        Isolation.Builder settings =
                Isolation.builder().children(2).heapMegabytes(64).engine(Troublemaker.class);
        Module module = Troublemaker.class.getModule();
        return module.isNamed()
                ? settings.options(List.of(
                        "--patch-module", module.getName() + "=" + testClasses(),
                        "--add-opens", module.getName() + "/dev.darkroom.codec=ALL-UNNAMED"))
                : settings;
    }

    static Path testClasses() {
        String inside = Troublemaker.class.getName().replace('.', '/') + ".class";
        String url = String.valueOf(Troublemaker.class.getResource("Troublemaker.class"));
        return Path.of(URI.create(url.substring(0, url.length() - inside.length())));
    }
}
