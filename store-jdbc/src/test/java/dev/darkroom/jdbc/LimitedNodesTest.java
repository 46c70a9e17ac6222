// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.cost.CostQuery;
import dev.darkroom.cost.CostTotal;
import dev.darkroom.cost.Usage;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.http.HttpBody;
import dev.darkroom.http.HttpCall;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Submission;
import dev.darkroom.limit.LimitRule;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.Guard;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import dev.darkroom.testkit.ManualClock;
import dev.darkroom.testkit.fake.FakeOpenAi;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes with one database, and a provider that may be asked 20 times a minute. */
@Timeout(120)
class LimitedNodesTest {
    private static final int IMAGES = 50;
    private static final int MOST_MINUTES = 10;
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final String KEY = "sk-test";
    private static final Guard GUARD = Guard.named("openai");
    private static final Usage.Service SERVICE = new Usage.Service("openai", "text-embedding-3-small", "embedding");

    private final ManualClock clock = new ManualClock();
    private final FakeOpenAi openai = FakeOpenAi.start(KEY, clock);

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void fiftyImagesAtOnceAllEndWithoutATryUsedUpAndNeverMoreThanTwentyCallsAMinute(String database)
            throws SQLException {
        TestStore tables =
                TestStore.at(database.equals("h2") ? "jdbc:h2:mem:limited;DB_CLOSE_DELAY=-1" : PostgresServer.url());
        try (GuardedHttp http = http();
                Darkroom one = node(tables.store(), http);
                Darkroom other = node(tables.open(tables.settings()), http)) {
            List<JobHandle> jobs = one.submit(IntStream.range(0, IMAGES)
                    .mapToObj(i -> Submission.of("photo", ImageRef.file("image-" + i + ".jpg"))
                            .imageId("image-" + i)
                            .owner("user-" + i % 2))
                    .toList());
            for (int look = 0; look < MOST_MINUTES * 6 && !allEnded(jobs); look++) {
                one.runDue();
                other.runDue();
                clock.advance(LOOK);
                tables.letPassForSteps(LOOK);
            }

            assertThat(jobs).allMatch(job -> job.status() == JobStatus.COMPLETE);
            assertThat(jobs).allMatch(job -> job.job().step("embedding").tries() == 1);
            assertThat(openai.mostIn(Duration.ofMinutes(1))).isLessThanOrEqualTo(20);
            assertThat(openai.billed()).hasSize(IMAGES);
            List<CostTotal> paid = tables.store().costs().totals(CostQuery.all());
            assertThat(paid.stream().mapToLong(CostTotal::calls).sum()).isEqualTo(IMAGES);
            assertThat(paid).as("each has its price").allMatch(total -> total.unpriced() == 0);
        } finally {
            openai.close();
        }
    }

    private static boolean allEnded(List<JobHandle> jobs) {
        return jobs.stream().allMatch(job -> job.status().isFinal());
    }

    private GuardedHttp http() {
        return GuardedHttp.builder().allowHost(openai.host(), openai.port()).build();
    }

    private Darkroom node(JdbcJobStore store, GuardedHttp http) {
        FakeProcessor embedding =
                FakeProcessor.remote().always(context -> StepOutcome.done(context.pay(embed(context))));
        return Darkroom.builder()
                .store(store)
                .limiter(store.limiter(clock))
                .storage(Storage.inMemory())
                .http(http)
                .clock(clock)
                .aliveFor(Duration.ofHours(1))
                .recipe(Recipe.named("photo").step(Step.of("embedding", embedding)))
                .byHand()
                .build();
    }

    private PaidCall<Word> embed(StepContext context) {
        return PaidCall.of(SERVICE, GUARD, operation -> send(context.http()))
                .limitedBy(LimitRule.perMinute("openai/embedding", 20))
                .repeatable();
    }

    private Paid<Word> send(GuardedHttp http) throws CallFailure, InterruptedException {
        try {
            http.send(HttpCall.post(openai.url() + "/v1/embeddings")
                            .header("Authorization", "Bearer " + KEY)
                            .body(HttpBody.json("{\"model\":\"text-embedding-3-small\",\"input\":\"a red bicycle\"}")))
                    .requireSuccess();
            return Paid.of(new Word("embedded"), Map.of("input_tokens", BigDecimal.valueOf(3)));
        } catch (HttpFailure e) {
            throw CallFailure.of(e);
        }
    }
}
