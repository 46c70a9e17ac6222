// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.darkroom.Darkroom;
import dev.darkroom.DarkroomBuilder;
import dev.darkroom.job.JobStore;
import dev.darkroom.plugin.DarkroomPlugin;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.FakeProcessor;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Run by the build on the module path and on the class path. */
class OpenAiPluginTest {
    @Test
    void theBuildTriesBothPaths() {
        assertThat(OpenAiPlugin.class.getModule().isNamed())
                .isEqualTo(!"class".equals(System.getProperty("darkroom.test.path")));
    }

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(DarkroomPlugin.class)).hasAtLeastOneElementOfType(OpenAiPlugin.class);
    }

    @Test
    void joinsWithAKeyAndWithoutOne() {
        assertThatCode(() -> build(Map.of("OPENAI_API_KEY", "k"))).doesNotThrowAnyException();
        assertThatCode(() -> build(Map.of())).doesNotThrowAnyException();
    }

    private static void build(Map<String, String> environment) {
        DarkroomBuilder builder = Darkroom.builder()
                .store(JobStore.inMemory())
                .storage(Storage.inMemory())
                .recipe(Recipe.named("photo").step(Step.of("own", FakeProcessor.local())))
                .environment(environment)
                .plugin(new OpenAiPlugin())
                .byHand();
        builder.build().close();
    }
}
