// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.Variant;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.metadata.Metadata;
import dev.darkroom.palette.Palette;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.source.ImageSource;
import dev.darkroom.storage.FileStorage;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.SamplePictures;
import dev.darkroom.variant.Original;
import dev.darkroom.variant.OversizePolicy;
import dev.darkroom.variant.Rendition;
import dev.darkroom.variant.Variants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real pictures through the whole house. */
@Timeout(60)
class PicturesTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Recipe PHOTO = Recipe.named("photo")
            .step(Original.kept())
            .step(Variants.of(
                    Variant.square("thumbnail", 200),
                    Variant.fit("detail", 300, 300).png()))
            .step(Palette.colours(4))
            .step(Metadata.facts());

    @TempDir
    private Path folder;

    @Test
    void aPictureComesOutInAllTheWaysItsRecipeSays() throws Exception {
        try (Darkroom darkroom =
                darkroom(PHOTO, ImageEngine.standard(), new AtomicInteger(), SamplePictures.jpeg(640, 480))) {
            JobHandle handle = darkroom.submit(Submission.of("photo", ImageRef.of("bytes", "x"))
                    .imageId("7")
                    .owner("user_42")
                    .kind("logo"));
            Job job = handle.await(LONG);

            assertThat(job.status()).as("%s", job).isEqualTo(JobStatus.COMPLETE);
            Variants.Renditions renditions = job.result(Variants.Renditions.class);
            assertThat(renditions.renditions())
                    .extracting(Rendition::variant, Rendition::format, Rendition::width, Rendition::height)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("thumbnail", ImageFormat.JPEG, 200, 200),
                            org.assertj.core.groups.Tuple.tuple("detail", ImageFormat.PNG, 300, 225));
            assertThat(renditions.find("thumbnail").orElseThrow().key())
                    .isEqualTo("library/user_42/logo/img/7/thumbnail.jpg");
            for (Rendition rendition : renditions.renditions()) {
                assertThat(folder.resolve("media").resolve(rendition.key())).hasSize(rendition.bytes());
            }
            assertThat(job.result(Palette.Colours.class).colours()).hasSize(4);
            assertThat(job.result(Metadata.Facts.class)).isEqualTo(Metadata.Facts.none());
            Original.Kept original = job.result(Original.Kept.class);
            assertThat(original.key()).startsWith("bulk/").endsWith("/original.jpg");
            assertThat(original.info()).isEqualTo(new ImageInfo(ImageFormat.JPEG, 640, 480, 1, false));
            assertThat(job.step(Variants.STEP).files()).hasSize(2);
        }
    }

    @Test
    void theSourceIsFetchedOnceAndDecodedOnceForAllSteps() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        CountingEngine engine = new CountingEngine();
        Recipe recipe = PHOTO.step(Palette.colours(2).named("few").after(Variants.STEP, Palette.STEP));
        try (Darkroom darkroom = darkroom(recipe, engine, fetches, SamplePictures.jpeg(640, 480))) {
            darkroom.submit(Submission.of("photo", ImageRef.of("bytes", "x"))).await(LONG);

            assertThat(fetches).hasValue(1);
            assertThat(engine.renders).hasValue(1);
        }
    }

    @Test
    void aRetryDecodesOnlyForWhatIsLeft() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        CountingEngine engine = new CountingEngine();
        FakeProcessor busy = FakeProcessor.remote().then(StepOutcome.retry("busy"));
        Recipe recipe = PHOTO.step(Step.of("busy", busy).retry(Backoff.fixed(Duration.ofMillis(1))));
        try (Darkroom darkroom = darkroom(recipe, engine, fetches, SamplePictures.jpeg(640, 480))) {
            Job job = darkroom.submit(Submission.of("photo", ImageRef.of("bytes", "x")))
                    .await(LONG);

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(engine.renders).hasValue(1);
            assertThat(fetches).as("nothing that is left needs the picture").hasValue(1);
        }
    }

    @Test
    void badPicturesFailWithAReasonAndTheOthersAreDone() throws Exception {
        Map<String, ImageContent> pictures = new LinkedHashMap<>();
        pictures.put("good", SamplePictures.jpeg(64, 48));
        pictures.put("empty", SamplePictures.empty());
        pictures.put("text", SamplePictures.text());
        pictures.put("truncated", SamplePictures.truncated());
        pictures.put("huge", SamplePictures.pngHeader(50_000, 50_000));
        pictures.put("fine", SamplePictures.png(64, 48));
        try (Darkroom darkroom = darkroom(PHOTO, ImageEngine.standard(), pictures, new AtomicInteger())) {
            Map<String, JobHandle> handles = new LinkedHashMap<>();
            for (String name : List.of("good", "empty", "text", "truncated", "huge", "missing", "fine")) {
                handles.put(
                        name,
                        darkroom.submit(Submission.of("photo", ImageRef.of("bytes", name))
                                .imageId(name)));
            }
            for (JobHandle handle : handles.values()) {
                handle.await(LONG);
            }
            assertThat(handles.get("good").status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(handles.get("fine").status()).isEqualTo(JobStatus.COMPLETE);
            for (String bad : List.of("empty", "text", "truncated", "huge", "missing")) {
                assertThat(handles.get(bad).status()).as(bad).isEqualTo(JobStatus.FAILED);
                assertThat(renditionsOf(bad)).as(bad).isEmpty();
            }
            assertThat(reason(handles, "empty")).contains("empty");
            assertThat(reason(handles, "text")).contains("not a picture");
            assertThat(reason(handles, "huge")).contains("50000").doesNotContain("OutOfMemory");
            assertThat(reason(handles, "missing")).contains("nothing at bytes:missing");
        }
    }

    @Test
    void aFileThatIsTooLargeIsCompressedOrFailsWithAReason() throws Exception {
        ImageContent picture = SamplePictures.jpeg(640, 480);
        OversizePolicy small = OversizePolicy.compress().threshold(picture.size() - 1);
        Recipe compress = Recipe.named("photo").step(Original.kept(small));
        Recipe reject = Recipe.named("photo")
                .step(Original.kept(OversizePolicy.reject().threshold(1_000)))
                .step(Variants.of(Variant.square("thumbnail", 200)).after(Original.STEP));
        try (Darkroom darkroom = darkroom(compress, ImageEngine.standard(), new AtomicInteger(), picture)) {
            Job job = darkroom.submit(Submission.of("photo", ImageRef.of("bytes", "x")))
                    .await(LONG);

            Original.Kept kept = job.result(Original.Kept.class);
            assertThat(kept.compressed()).isTrue();
            assertThat(folder.resolve("media").resolve(kept.key())).hasSize(kept.bytes());
            assertThat(kept.bytes()).isLessThan(picture.size());
        }
        try (Darkroom darkroom = darkroom(reject, ImageEngine.standard(), new AtomicInteger(), picture)) {
            Job job = darkroom.submit(Submission.of("photo", ImageRef.of("bytes", "x")))
                    .await(LONG);

            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.reason().orElseThrow()).contains("the limit is 1000 bytes");
        }
    }

    private List<Path> renditionsOf(String imageId) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/img/" + imageId + "/"))
                    .toList();
        }
    }

    private static String reason(Map<String, JobHandle> handles, String name) {
        return handles.get(name).job().reason().orElseThrow();
    }

    private Darkroom darkroom(Recipe recipe, ImageEngine engine, AtomicInteger fetches, ImageContent picture)
            throws IOException {
        return darkroom(recipe, engine, Map.of("x", picture), fetches);
    }

    private Darkroom darkroom(
            Recipe recipe, ImageEngine engine, Map<String, ImageContent> pictures, AtomicInteger fetches)
            throws IOException {
        return Darkroom.builder()
                .store(JobStore.inMemory())
                .storage(FileStorage.at(folder.resolve("media")))
                .source(ImageSource.bytes("bytes", name -> {
                    fetches.incrementAndGet();
                    ImageContent picture = pictures.get(name);
                    return picture == null ? Optional.empty() : Optional.of(picture.bytes());
                }))
                .engine(engine)
                .recipe(recipe)
                .build();
    }

    private static final class CountingEngine implements ImageEngine {
        private final ImageEngine engine = ImageEngine.standard();
        private final AtomicInteger renders = new AtomicInteger();

        @Override
        public ImageInfo inspect(ImageContent content) throws IOException {
            return engine.inspect(content);
        }

        @Override
        public Rendered render(ImageContent content, RenderRequest request) throws IOException {
            renders.incrementAndGet();
            return engine.render(content, request);
        }

        @Override
        public Set<ImageFormat> writes() {
            return engine.writes();
        }
    }
}
