// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.Darkroom;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.search.Match;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.ManualClock;
import dev.darkroom.testkit.fake.FakeOpenAi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Run by the build on the module path and on the class path. */
@Timeout(60)
class OpenAiPluginTest {
    private final ManualClock clock = new ManualClock();

    @Test
    void theBuildTriesBothPaths() {
        assertThat(OpenAiPlugin.class.getModule().isNamed())
                .isEqualTo(!"class".equals(System.getProperty("darkroom.test.path")));
    }

    @Test
    void isFoundAndWithAKeyPicturesAreFoundByWords() throws Exception {
        try (FakeOpenAi server = FakeOpenAi.start(Service.KEY, clock);
                Darkroom darkroom = darkroom(server, Service.KEY)) {
            darkroom.submit(photo("1").context("caption", "a red bicycle"));
            darkroom.submit(photo("2").context("caption", "snow on high mountains"));
            darkroom.runDue();
            darkroom.search().lookNow();

            List<Match> nearest = darkroom.search().nearest("bicycle", 1);

            assertThat(nearest).extracting(Match::imageId).containsExactly("1");
        }
    }

    @Test
    void withoutAKeyItAddsNothing() {
        try (FakeOpenAi server = FakeOpenAi.start(Service.KEY, clock);
                Darkroom darkroom = darkroom(server, " ")) {
            assertThatThrownBy(() -> darkroom.search().nearest("bicycle", 1)).hasMessageContaining("key");
        }
    }

    private static Submission photo(String id) {
        return Submission.of("photo", ImageRef.of("none", id)).imageId(id);
    }

    private Darkroom darkroom(FakeOpenAi server, String key) {
        OpenAi openai = OpenAi.with(OpenAiSettings.key(Service.KEY).baseUrl(server.url() + "/v1"));
        return Darkroom.builder()
                .store(JobStore.inMemory(clock))
                .storage(Storage.inMemory())
                .clock(clock)
                .http(GuardedHttp.builder()
                        .allowHost(server.host(), server.port())
                        .build())
                .recipe(Recipe.named("photo").step(openai.embedding()))
                .environment(Map.of("OPENAI_API_KEY", key, "OPENAI_BASE_URL", server.url() + "/v1"))
                .discoverPlugins()
                .byHand()
                .build();
    }
}
