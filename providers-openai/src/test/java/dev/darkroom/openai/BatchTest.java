// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.analysis.Analysis;
import dev.darkroom.analysis.BatchResults;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.StepStatus;
import dev.darkroom.job.Submission;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.search.Embedding;
import dev.darkroom.storage.Storage;
import dev.darkroom.storage.StorageKey;
import dev.darkroom.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchTest {
    private static final String SCHEMA =
            "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"caption\"],"
                    + "\"properties\":{\"caption\":{\"type\":\"string\"}}}";
    private static final Duration LONG = Duration.ofMinutes(20);

    private final ManualClock clock = new ManualClock();
    private final JobStore store = JobStore.inMemory(clock);
    private final Storage storage = Storage.inMemory();
    private final BatchServer server;

    BatchTest() throws IOException {
        server = new BatchServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aJobWaitsForItsBatchAndFindsItsResultsByTheirIds() throws Exception {
        try (Darkroom darkroom = darkroom(texts("a", "b", "c", "d"))) {
            JobHandle job = submit(darkroom);
            assertThat(job.job().step("embedding").status()).isEqualTo(StepStatus.WAITING);
            assertThat(ledger()).extracting(Usage::state).containsExactly(Usage.State.INTENT);

            server.endsAs("completed");
            goOn(darkroom);

            assertThat(job.status()).as(() -> job.job().toString()).isEqualTo(JobStatus.COMPLETE);
            BatchResults results = job.job().result(BatchResults.class);
            assertThat(results.done()).isEqualTo(2);
            assertThat(results.failed())
                    .containsOnlyKeys("c", "d")
                    .containsEntry("d", "was not done: batch_expired")
                    .hasEntrySatisfying("c", why -> assertThat(why).contains("400"));
            assertThat(embeddings(results)).containsOnlyKeys("a", "b");
            assertThat(embeddings(results).get("a").numbers()[0])
                    .isLessThan(embeddings(results).get("a").numbers()[1]);
        }
    }

    @Test
    void whatItUsedIsSettledAtHalfThePriceOnTheCallThatBeganIt() {
        try (Darkroom darkroom = darkroom(texts("a", "b"))) {
            submit(darkroom);
            server.endsAs("completed");
            goOn(darkroom);

            assertThat(ledger()).hasSize(1);
            Usage usage = ledger().get(0);
            assertThat(usage.state()).isEqualTo(Usage.State.SETTLED);
            assertThat(usage.service().operation()).isEqualTo("batch-embedding");
            assertThat(usage.units().get("input_tokens")).isEqualByComparingTo("21");
            assertThat(usage.cost()).isEqualTo(Money.usd("0.00000021"));
        }
    }

    @Test
    void aBatchWhoseReplyWasLostIsFoundAgainAndItsCallIsNoLongerDoubtful() {
        server.loseNextReply();
        try (Darkroom darkroom = darkroom(texts("a", "b"))) {
            JobHandle job = submit(darkroom);
            assertThat(ledger()).extracting(Usage::state).containsExactly(Usage.State.UNSETTLED);

            server.hasOthers(3);
            goOn(darkroom);
            server.endsAs("completed");
            goOn(darkroom);

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(server.inputs()).as("what was handed in").hasSize(1);
            assertThat(ledger()).extracting(Usage::state).containsExactly(Usage.State.SETTLED);
        }
    }

    @Test
    void aBatchThatIsRefusedCostsNothingAndFailsTheStep() {
        try (Darkroom darkroom = darkroom(texts("a"))) {
            JobHandle job = submit(darkroom);
            server.endsAs("failed");
            goOn(darkroom);

            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.job().reason().orElse("")).contains("invalid_json_line in line 2");
            assertThat(ledger()).extracting(Usage::state).containsExactly(Usage.State.FREE);
        }
    }

    @Test
    void aRetryAfterARefusalMakesANewBatch() {
        try (Darkroom darkroom = darkroom(texts("a"))) {
            JobHandle job = submit(darkroom);
            server.endsAs("failed");
            goOn(darkroom);

            job.retry();
            goOn(darkroom);

            assertThat(server.created()).isEqualTo(2);
        }
    }

    @Test
    void whatIsFinishedOfAnExpiredBatchIsBroughtIn() throws Exception {
        try (Darkroom darkroom = darkroom(texts("a", "b", "late"))) {
            JobHandle job = submit(darkroom);
            server.endsAs("expired");
            goOn(darkroom);

            BatchResults results = job.job().result(BatchResults.class);
            assertThat(embeddings(results)).containsOnlyKeys("a", "b");
            assertThat(results.failed()).containsOnlyKeys("late");
        }
    }

    @Test
    void eachLineIsARequestOfItsOwn() {
        try (Darkroom darkroom = darkroom(texts("a", "b"))) {
            submit(darkroom);

            assertThat(server.inputs().get(0))
                    .contains("name=\"purpose\"")
                    .contains("{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"model\":"
                            + "\"text-embedding-3-small\",\"input\":\"text of a\",\"encoding_format\":\"base64\"}}\n");
        }
    }

    @Test
    void manyPicturesAreAskedAboutByTheirAddresses() throws Exception {
        server.brings("{\"custom_id\":\"x\",\"response\":{\"status_code\":200,\"body\":"
                + Wire.read(Service.recorded("chat_vision_json.json")).orElseThrow() + "}}\n"
                + "{\"custom_id\":\"y\",\"response\":{\"status_code\":200,\"body\":"
                + Wire.read(Service.recorded("chat_refusal.json")).orElseThrow() + "}}\n");
        Map<String, String> pictures = Map.of("x", "https://pictures.test/1.jpg", "y", "https://pictures.test/2.jpg");
        Question question = Question.of("caption", SCHEMA, "What is it?");
        try (Darkroom darkroom = darkroom(server.openai().visionBatch(question, job -> pictures))) {
            JobHandle job = submit(darkroom);
            server.endsAs("completed");
            goOn(darkroom);

            BatchResults results = job.job().result(BatchResults.class);
            assertThat(read(results, Analysis.class).get("x").json()).contains("red bicycle");
            assertThat(results.failed()).containsEntry("y", "the model refused to answer");
            assertThat(ledger().get(0).units().get("input_tokens"))
                    .as("both are paid for")
                    .isEqualByComparingTo("2622");
        }
    }

    @Test
    void whatCantBeFetchedIsRefusedBeforeAnythingIsSent() {
        Question question = Question.of("caption", SCHEMA, "What is it?");
        VisionBatch work = new VisionBatch(question, job -> Map.of("x", "file:///etc/passwd"));

        try (Darkroom darkroom = darkroom(server.openai().visionBatch(question, work.addresses()))) {
            JobHandle job = submit(darkroom);

            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(server.inputs()).isEmpty();
        }
    }

    @Test
    void aBatchIsAskedForMoreSeldomTheLongerItTakes() {
        Batch batch = new Batch(Wire.object().put("created_at", 1_000));

        assertThat(batch.nextLook(batch.createdAt().plusSeconds(5))).isEqualTo(Duration.ofMinutes(1));
        assertThat(batch.nextLook(batch.createdAt().plusSeconds(1_500))).isEqualTo(Duration.ofMinutes(5));
        assertThat(batch.nextLook(batch.createdAt().plusSeconds(80_000))).isEqualTo(Duration.ofMinutes(15));
        assertThat(batch.nextLook(batch.createdAt().minusSeconds(100))).isEqualTo(Duration.ofMinutes(1));
    }

    private Step texts(String... ids) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String id : ids) {
            texts.put(id, "text of " + id);
        }
        return server.openai().embeddingBatch(TextEmbedding.small(), job -> texts);
    }

    private Map<String, Embedding> embeddings(BatchResults results) throws IOException {
        return read(results, Embedding.class);
    }

    private <R> Map<String, R> read(BatchResults results, Class<R> type) throws IOException {
        Map<String, R> read = new LinkedHashMap<>();
        try (ImageContent file = storage.get(StorageKey.of(results.key()))) {
            BatchResults.read(file, type, read::put);
        }
        return read;
    }

    private JobHandle submit(Darkroom darkroom) {
        JobHandle job = darkroom.submit(Submission.of("bulk", ImageRef.of("none", "catalogue")));
        darkroom.runDue();
        return job;
    }

    private void goOn(Darkroom darkroom) {
        clock.advance(LONG);
        darkroom.runDue();
    }

    private List<Usage> ledger() {
        return store.costs().ofJob(1);
    }

    private Darkroom darkroom(Step step) {
        return Darkroom.builder()
                .store(store)
                .storage(storage)
                .clock(clock)
                .http(GuardedHttp.builder()
                        .allowHost(server.host(), server.port())
                        .clock(clock)
                        .build())
                .recipe(Recipe.named("bulk").step(step))
                .byHand()
                .build();
    }
}
