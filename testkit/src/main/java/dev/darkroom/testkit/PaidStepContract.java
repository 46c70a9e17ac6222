// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.Usage;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.source.ImageSource;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.fake.FakeServer;
import dev.darkroom.testkit.fake.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every step promises that pays a provider: whatever goes wrong with a call, the job ends as it should, the ledger
 * says what the provider billed, and nothing is paid for again that is done.
 */
@Timeout(60)
public abstract class PaidStepContract {
    private static final Duration REST = Duration.ofMinutes(1);
    private static final int ROUNDS = 40;
    private static final String STEP = "paid";

    private final ManualClock clock = new ManualClock();
    private final JobStore store = JobStore.inMemory(clock);

    @SuppressWarnings("NullAway") // set before each test
    private FakeServer server;

    /** For subclasses. */
    protected PaidStepContract() {}

    /** Starts the provider's fake. */
    protected abstract FakeServer startServer(InstantSource clock);

    /** Makes the step, with a time for each request of about a second. */
    protected abstract Step step(FakeServer server);

    /** Whether a call whose reply was lost is made again, since paying twice does little harm. */
    protected abstract boolean isRepeatable();

    /** Starts the provider's fake. */
    @BeforeEach
    public final void start() {
        server = startServer(clock);
    }

    /** Ends the provider's fake. */
    @AfterEach
    public final void stop() {
        server.close();
    }

    @Test
    public void aCallIsMadeOnceAndBilledOnce() {
        try (Darkroom darkroom = darkroom()) {
            JobHandle job = runToTheEnd(darkroom);

            assertThat(job.status()).as(() -> job.job().reason().orElse("")).isEqualTo(JobStatus.COMPLETE);
            assertThat(server.billed()).hasSize(1);
            assertThat(ledger(Usage.State.SETTLED)).hasSize(1);
            assertThat(ledger(Usage.State.SETTLED).get(0).units())
                    .isEqualTo(server.billed().get(0).units());
            assertThat(ledger(Usage.State.SETTLED).get(0).cost())
                    .as("its price is known")
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    public void aFaultEndsAsItShouldAndTheLedgerSaysWhatWasBilled(Fault fault) {
        server.next(fault);
        try (Darkroom darkroom = darkroom()) {
            JobHandle job = runToTheEnd(darkroom);

            boolean lost = isLost(fault);
            boolean done = !lost || isRepeatable();
            String reason = job.job().reason().orElse("");
            assertThat(job.status()).as(reason).isEqualTo(done ? JobStatus.COMPLETE : JobStatus.FAILED);
            assertThat(ledger(Usage.State.UNSETTLED)).hasSize(lost ? 1 : 0);
            assertThat(ledger(Usage.State.SETTLED)).hasSize(done ? 1 : 0);
            assertThat(ledger(Usage.State.INTENT)).isEmpty();
            int billed = (fault.isBilled() ? 1 : 0) + (done && fault != Fault.SLOW_DRIP ? 1 : 0);
            assertThat(server.billed()).hasSize(billed);
            assertThat(ledger(Usage.State.SETTLED).size()
                            + ledger(Usage.State.UNSETTLED).size())
                    .as("whatever was billed stands in the ledger")
                    .isGreaterThanOrEqualTo(billed);
        }
    }

    @Test
    public void whatIsDoneIsNotPaidForAgain() {
        try (Darkroom darkroom = darkroom()) {
            JobHandle job = runToTheEnd(darkroom);
            int requests = server.requests();

            job.retry();
            clock.advance(REST);
            darkroom.runDue();

            assertThat(server.requests()).isEqualTo(requests);
        }
    }

    /** Whether the caller can't tell that nothing was done. */
    private static boolean isLost(Fault fault) {
        return switch (fault) {
            case GATEWAY, HANG, TRUNCATED, RESET, LOST_REPLY, WRONG_TYPE -> true;
            default -> false;
        };
    }

    private List<Usage> ledger(Usage.State state) {
        CostTracker costs = store.costs();
        return costs.ofJob(1).stream().filter(usage -> usage.state() == state).toList();
    }

    private Darkroom darkroom() {
        return Darkroom.builder()
                .store(store)
                .storage(Storage.inMemory())
                .clock(clock)
                .http(GuardedHttp.builder()
                        .allowHost(server.host(), server.port())
                        .clock(clock)
                        .timeout(Duration.ofSeconds(2))
                        .build())
                .source(ImageSource.bytes("samples", location -> Optional.of(photo())))
                .recipe(Recipe.named("paid").step(step(server).named(STEP).retry(Backoff.fixed(REST))))
                .byHand()
                .build();
    }

    private static byte[] photo() throws IOException {
        try (InputStream bytes = SamplePictures.jpeg(640, 480).open()) {
            return bytes.readAllBytes();
        }
    }

    private JobHandle runToTheEnd(Darkroom darkroom) {
        JobHandle job = darkroom.submit(Submission.of("paid", ImageRef.of("samples", "photo.jpg"))
                .owner("user-1")
                .context("caption", "a red bicycle in front of a house"));
        for (int round = 0; round < ROUNDS && !job.status().isFinal(); round++) {
            darkroom.runDue();
            clock.advance(REST);
        }
        return job;
    }
}
