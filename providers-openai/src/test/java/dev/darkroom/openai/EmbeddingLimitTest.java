// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.cost.Usage;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.ManualClock;
import dev.darkroom.testkit.fake.FakeOpenAi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddingLimitTest {
    private static final int IMAGES = 50;

    private final ManualClock clock = new ManualClock();
    private final JobStore store = JobStore.inMemory(clock);

    @Test
    void fiftyImagesAtOnceAreAllEmbeddedTwentyAMinuteAndUseUpNoTry() {
        try (FakeOpenAi server = FakeOpenAi.start(Service.KEY, clock);
                Darkroom darkroom = darkroom(server)) {
            List<JobHandle> jobs = new ArrayList<>();
            for (int i = 0; i < IMAGES; i++) {
                jobs.add(darkroom.submit(Submission.of("photo", ImageRef.of("none", "picture"))
                        .context("caption", "picture number " + i)));
            }
            for (int round = 0; round < 20; round++) {
                darkroom.runDue();
                clock.advance(Duration.ofSeconds(30));
            }

            assertThat(jobs).allSatisfy(job -> {
                assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
                assertThat(job.job().step(OpenAi.EMBEDDING).tries()).isOne();
            });
            assertThat(server.mostIn(Duration.ofMinutes(1))).isEqualTo(20);
            assertThat(server.billed()).hasSize(IMAGES);
            assertThat(jobs)
                    .flatExtracting(job -> store.costs().ofJob(job.id().value()))
                    .extracting(Usage::state)
                    .hasSize(IMAGES)
                    .containsOnly(Usage.State.SETTLED);
        }
    }

    @Test
    void anImageOfWhichNothingIsSaidIsDoneWithoutACall() {
        try (FakeOpenAi server = FakeOpenAi.start(Service.KEY, clock);
                Darkroom darkroom = darkroom(server)) {
            JobHandle job = darkroom.submit(Submission.of("photo", ImageRef.of("none", "IMG_0001.jpg")));
            darkroom.runDue();

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(server.requests()).isZero();
        }
    }

    private Darkroom darkroom(FakeOpenAi server) {
        OpenAi openai = OpenAi.with(OpenAiSettings.key(Service.KEY).baseUrl(server.url() + "/v1"));
        return Darkroom.builder()
                .store(store)
                .storage(Storage.inMemory())
                .clock(clock)
                .http(GuardedHttp.builder()
                        .allowHost(server.host(), server.port())
                        .clock(clock)
                        .build())
                .recipe(Recipe.named("photo").step(openai.embedding()))
                .byHand()
                .build();
    }
}
