// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.album;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.Darkroom;
import dev.darkroom.DarkroomBuilder;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.source.ImageSource;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.SamplePictures;
import dev.darkroom.variant.Variants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Run by the build on the module path and on the class path. */
@Timeout(60)
class AlbumPluginTest {
    private static final Submission CAT = Submission.of("album", ImageRef.of("album", "cat.png"));

    @TempDir
    private Path folder;

    @Test
    void theBuildTriesBothPaths() {
        assertThat(AlbumPlugin.class.getModule().isNamed())
                .isEqualTo(!"class".equals(System.getProperty("darkroom.test.path")));
    }

    @Test
    void isFoundWithItsSourceAndItsRecipe() throws Exception {
        putCat();

        Job job = run(builder().environment(settings()).discoverPlugins());

        assertThat(job.status()).as(job.toString()).isEqualTo(JobStatus.COMPLETE);
        assertThat(job.result(Variants.Renditions.class).find("thumbnail")).isPresent();
    }

    @Test
    void joinsByHandToo() throws Exception {
        putCat();

        assertThat(run(builder().environment(settings()).plugin(new AlbumPlugin()))
                        .status())
                .isEqualTo(JobStatus.COMPLETE);
    }

    @Test
    void joinsOnceWhenItIsAddedByHandAndFound() throws Exception {
        putCat();

        assertThat(run(builder()
                                .environment(settings())
                                .plugin(new AlbumPlugin())
                                .discoverPlugins())
                        .status())
                .isEqualTo(JobStatus.COMPLETE);
    }

    @Test
    void addsNothingWithoutItsSetting() {
        assertThatThrownBy(
                        () -> builder().environment(Map.of()).discoverPlugins().build())
                .hasMessageContaining("no recipe");
        assertThatThrownBy(() -> builder()
                        .environment(Map.of("ALBUM_FOLDER", " "))
                        .discoverPlugins()
                        .build())
                .hasMessageContaining("no recipe");
    }

    @Test
    void joinsOnlyWhenAsked() {
        assertThatThrownBy(() -> builder().environment(settings()).build()).hasMessageContaining("no recipe");
    }

    @Test
    void theHostsOwnRecipeWins() {
        Recipe own = Recipe.named("album").step(Step.of("own", FakeProcessor.local()));

        Job job = run(builder().recipe(own).environment(settings()).discoverPlugins());

        assertThat(job.status()).as(job.toString()).isEqualTo(JobStatus.COMPLETE);
        assertThat(job.steps()).containsOnlyKeys("own");
    }

    @Test
    void theHostsOwnSourceWins() throws IOException {
        byte[] png = SamplePictures.png(300, 300).bytes();

        // Nothing is in the folder, so only the host's own source can have been asked.
        Job job = run(builder()
                .source(ImageSource.bytes("album", location -> Optional.of(png)))
                .environment(settings())
                .discoverPlugins());

        assertThat(job.status()).as(job.toString()).isEqualTo(JobStatus.COMPLETE);
    }

    private void putCat() throws IOException {
        try (ImageContent cat = SamplePictures.png(300, 300)) {
            Files.write(folder.resolve("cat.png"), cat.bytes());
        }
    }

    private Map<String, String> settings() {
        return Map.of("ALBUM_FOLDER", folder.toString());
    }

    private static DarkroomBuilder builder() {
        return Darkroom.builder()
                .store(JobStore.inMemory())
                .storage(Storage.inMemory())
                .byHand();
    }

    private static Job run(DarkroomBuilder builder) {
        try (Darkroom darkroom = builder.build()) {
            var handle = darkroom.submit(CAT);
            darkroom.runDue();
            return handle.job();
        }
    }
}
