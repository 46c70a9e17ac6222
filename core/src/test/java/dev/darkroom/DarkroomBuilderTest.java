// SPDX-License-Identifier: Apache-2.0
package dev.darkroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.http.HttpCall;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.plugin.Contributions;
import dev.darkroom.plugin.DarkroomPlugin;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.source.ImageSource;
import dev.darkroom.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DarkroomBuilderTest {
    @Test
    void namesEverythingThatIsMissingAtOnce() {
        assertThatThrownBy(() -> Darkroom.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "no store", "JobStore.inMemory()", "no storage", "FileStorage.at", "no recipe");
    }

    @Test
    void namesEverythingThatDoesNotFitAtOnce() {
        DarkroomBuilder builder = Darkroom.builder()
                .storage(Storage.inMemory())
                .recipe(Recipe.named("empty"))
                .recipe(Recipe.named("empty"))
                .recipe(recipe("photo", step("a").after("none")))
                .source(source("photos"))
                .source(source("photos"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "no store",
                        "two recipes named 'empty'",
                        "two sources named 'photos'",
                        "recipe 'empty' has no steps",
                        "comes after 'none'")
                .hasMessageNotContaining("no storage");
    }

    @Test
    void refusesNumbersThatMakeNoSenseWhereTheyAreSet() {
        assertRefused(() -> Darkroom.builder().jobsAtOnce(0), "jobsAtOnce");
        assertRefused(() -> Darkroom.builder().localThreads(0), "localThreads");
        assertRefused(() -> Darkroom.builder().deathsAllowed(0), "deathsAllowed");
        assertRefused(() -> Darkroom.builder().poll(Duration.ZERO), "poll");
        assertRefused(() -> Darkroom.builder().drain(Duration.ofSeconds(-1)), "drain");
        assertRefused(() -> Darkroom.builder().aliveFor(Duration.ofMillis(1)), "aliveFor");
        assertRefused(() -> Darkroom.builder().maxSourceBytes(0), "maxSourceBytes");
        assertRefused(() -> Darkroom.builder().maxPixels(0), "maxPixels");
    }

    @Test
    void aNodeWithoutAWorkerNeedsNoRecipes() {
        try (Darkroom darkroom = complete().withoutWorker().build()) {
            assertThat(darkroom.submit(Submission.of("anything", ImageRef.file("cat.jpg")))
                            .status())
                    .isEqualTo(JobStatus.PENDING);
            assertThatThrownBy(darkroom::runDue).hasMessageContaining("has no worker");
        }
    }

    @Test
    void aRecipeThatIsNotThereIsRefusedAtOnce() {
        try (Darkroom darkroom =
                complete().recipe(recipe("photo", step("a"))).byHand().build()) {
            assertThatThrownBy(() -> darkroom.submit(Submission.of("foto", ImageRef.file("cat.jpg"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("'foto'", "[photo]");
        }
    }

    @Test
    void aPluginIsHandedTheSettingsOfTheHost() {
        List<Optional<String>> seen = new ArrayList<>();
        DarkroomPlugin plugin = plugin(contributions -> {
            seen.add(contributions.setting("API_KEY"));
            seen.add(contributions.setting("BLANK"));
            seen.add(contributions.setting("NONE"));
            contributions.recipe(recipe("photo", step("a")));
        });

        complete()
                .plugin(plugin)
                .environment(Map.of("API_KEY", "key", "BLANK", " "))
                .byHand()
                .build()
                .close();

        assertThat(seen).containsExactly(Optional.of("key"), Optional.empty(), Optional.empty());
    }

    @Test
    void aPluginCallsWithTheClientOfTheDarkroomWhichClosesIt() {
        List<GuardedHttp> handed = new ArrayList<>();
        Darkroom darkroom = complete()
                .plugin(plugin(contributions -> handed.add(contributions.http())))
                .withoutWorker()
                .build();
        assertThat(handed).containsExactly(darkroom.http());

        darkroom.close();

        assertThatThrownBy(() -> handed.get(0).send(HttpCall.get("https://a.example/")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aClientOfTheHostStaysOpen() {
        try (GuardedHttp http = GuardedHttp.standard()) {
            complete().http(http).withoutWorker().build().close();

            assertThatThrownBy(() -> http.send(HttpCall.get("http://127.0.0.1/")))
                    .isInstanceOfSatisfying(
                            HttpFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.BLOCKED));
        }
    }

    @Test
    void aClientForADarkroomThatCannotBeBuiltIsClosed() {
        List<GuardedHttp> handed = new ArrayList<>();

        assertThatThrownBy(() -> Darkroom.builder()
                        .plugin(plugin(contributions -> handed.add(contributions.http())))
                        .build())
                .hasMessageContaining("no store");

        assertThatThrownBy(() -> handed.get(0).send(HttpCall.get("https://a.example/")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatAPluginAddsIsCheckedToo() {
        DarkroomPlugin plugin = plugin(contributions -> contributions.recipe(Recipe.named("theirs")));

        assertThatThrownBy(() -> complete().plugin(plugin).build())
                .hasMessageContaining("recipe 'theirs' has no steps");
    }

    @Test
    void twoPluginsThatAddTheSameAreNamed() {
        DarkroomPlugin plugin = plugin(contributions -> contributions.recipe(recipe("theirs", step("a"))));

        assertThatThrownBy(() -> complete().plugin(plugin).plugin(plugin).build())
                .hasMessageContaining("the plugins 'test' and 'test' both add a recipe named 'theirs'");
    }

    private static DarkroomBuilder complete() {
        return Darkroom.builder().store(JobStore.inMemory()).storage(Storage.inMemory());
    }

    private static DarkroomPlugin plugin(Consumer<Contributions> behaviour) {
        return new DarkroomPlugin() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public void contribute(Contributions contributions) {
                behaviour.accept(contributions);
            }
        };
    }

    private static void assertRefused(Runnable call, String named) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static Recipe recipe(String name, Step step) {
        return Recipe.named(name).step(step);
    }

    private static Step step(String name) {
        return Step.of(name, context -> StepOutcome.done("done"));
    }

    private static ImageSource source(String name) {
        return ImageSource.bytes(name, location -> Optional.empty());
    }
}
