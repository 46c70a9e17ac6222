// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.Darkroom;
import dev.darkroom.DarkroomBuilder;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.Variant;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.SamplePictures;
import dev.darkroom.variant.Variants;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Run by the build on the module path and on the class path. */
@Timeout(60)
class DropboxPluginTest {
    private static final String PATH = "/Fotos/Übung 😀.png";

    private final FakeDropbox dropbox = new FakeDropbox();
    private final GuardedHttp http = dropbox.http().build();

    @BeforeEach
    void putCat() throws Exception {
        try (ImageContent cat = SamplePictures.png(300, 300)) {
            dropbox.put(PATH, cat.bytes());
        }
    }

    @AfterEach
    void stop() {
        http.close();
        dropbox.close();
    }

    @Test
    void theBuildTriesBothPaths() {
        assertThat(DropboxPlugin.class.getModule().isNamed())
                .isEqualTo(!"class".equals(System.getProperty("darkroom.test.path")));
    }

    @Test
    void isFoundAndFetchesAPictureByItsPath() {
        Job job = run(builder().environment(dropbox.environment()).discoverPlugins());

        assertThat(job.status()).as(job.toString()).isEqualTo(JobStatus.COMPLETE);
        assertThat(job.result(Variants.Renditions.class).find("thumbnail")).isPresent();
    }

    @Test
    void joinsByHandWithSettingsOfItsOwn() {
        assertThat(run(builder().plugin(new DropboxPlugin(dropbox.refreshing())))
                        .status())
                .isEqualTo(JobStatus.COMPLETE);
        assertThat(dropbox.requests(FakeDropbox.TOKEN)).hasSize(1);
    }

    @Test
    void takesTheRefreshTokenBeforeAnAccessTokenThatWillEnd() {
        Map<String, String> environment = new HashMap<>(dropbox.environment());
        environment.put("DROPBOX_ACCESS_TOKEN", "sl.ended-long-ago");
        environment.put("DROPBOX_REFRESH_TOKEN", FakeDropbox.REFRESH + "\n");
        environment.put("DROPBOX_APP_KEY", FakeDropbox.KEY);
        environment.put("DROPBOX_APP_SECRET", FakeDropbox.SECRET);

        assertThat(run(builder().environment(environment).discoverPlugins()).status())
                .isEqualTo(JobStatus.COMPLETE);
    }

    @Test
    void withoutATokenItAddsNothingAndSaysSoOnce() throws Exception {
        long before = noted();

        Job job = run(builder()
                .environment(Map.of("DROPBOX_ACCESS_TOKEN", " ", "DROPBOX_REFRESH_TOKEN", "no-key-to-it"))
                .discoverPlugins());

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.reason().orElseThrow()).contains("dropbox");
        assertThat(noted()).isEqualTo(before + 1);
    }

    @Test
    void aSettingThatCannotBeRightIsSaidWhenTheDarkroomIsBuilt() {
        Map<String, String> environment = new HashMap<>(dropbox.environment());
        environment.put("DROPBOX_API_URL", "api.dropboxapi.com");

        assertThatThrownBy(() ->
                        builder().environment(environment).discoverPlugins().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://HOST");
    }

    @Test
    void readsTheSameSettingsForAWatcher() {
        assertThat(DropboxSettings.from(Map.of())).isEmpty();
        DropboxSettings settings = DropboxSettings.from(Map.of(
                        "DROPBOX_ACCESS_TOKEN", "sl.x",
                        "DROPBOX_APP_SECRET", "s",
                        "DROPBOX_SELECT_USER", "dbmid:AA",
                        "DROPBOX_PATH_ROOT", "42"))
                .orElseThrow();
        assertThat(settings.member()).isEqualTo(Optional.of("dbmid:AA"));
        assertThat(settings.rootNamespace()).isEqualTo(Optional.of("42"));
        assertThat(settings.appSecret()).isEqualTo(Optional.of("s"));
        assertThat(settings.toString()).isEqualTo("Dropbox at https://api.dropboxapi.com with an access token");
    }

    private static long noted() throws Exception {
        return TestLog.text()
                .lines()
                .filter(line -> line.contains("no Dropbox: DROPBOX_ACCESS_TOKEN is not set"))
                .count();
    }

    private DarkroomBuilder builder() {
        return Darkroom.builder()
                .store(JobStore.inMemory())
                .storage(Storage.inMemory())
                .recipe(Recipe.named("photo").step(Variants.of(Variant.square("thumbnail", 200))))
                .http(http)
                .byHand();
    }

    private static Job run(DarkroomBuilder builder) {
        try (Darkroom darkroom = builder.build()) {
            var handle = darkroom.submit(Submission.of("photo", ImageRef.of("dropbox", PATH)));
            darkroom.runDue();
            return handle.job();
        }
    }
}
