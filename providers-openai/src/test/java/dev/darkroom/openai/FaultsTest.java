// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.cost.Usage;
import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.darkroom.paid.CallFailure.RefusedForNow;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeStepContext;
import dev.darkroom.testkit.ManualClock;
import dev.darkroom.testkit.SamplePictures;
import dev.darkroom.testkit.fake.FakeOpenAi;
import dev.darkroom.testkit.fake.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each call makes of each fault: whether it was billed is known, or known not to be known. */
@Timeout(60)
class FaultsTest {
    static final String SCHEMA = "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"caption\"],"
            + "\"properties\":{\"caption\":{\"type\":\"string\"}}}";
    private static final Question QUESTION = Question.of("caption", SCHEMA, "What is it?");
    private static final Drawing DRAWING = Drawing.of("a cat");

    enum Call {
        EMBEDDING,
        CHAT,
        RESPONSES,
        GENERATION,
        EDIT;

        boolean isRepeatable() {
            return this != GENERATION && this != EDIT;
        }

        Step step(OpenAi openai) {
            return switch (this) {
                case EMBEDDING -> openai.embedding(job -> "a cat");
                case CHAT -> openai.vision(QUESTION);
                case RESPONSES -> openai.vision(QUESTION.responses());
                case GENERATION -> openai.generation(DRAWING);
                case EDIT -> openai.edit(DRAWING);
            };
        }
    }

    /** What a fault must come to; nothing where the call goes well all the same. */
    private record End(@Nullable Class<?> failure, @Nullable Duration rest, Usage.State ledger) {
        static End of(Fault fault) {
            return switch (fault) {
                case TOO_MANY_FOR_A_WHILE -> new End(RefusedForNow.class, Duration.ofSeconds(7), Usage.State.FREE);
                case TOO_MANY, BROKEN -> new End(RefusedForNow.class, null, Usage.State.FREE);
                case OVERLOADED -> new End(RefusedForNow.class, Duration.ofSeconds(30), Usage.State.FREE);
                case GATEWAY, HANG, TRUNCATED, RESET, LOST_REPLY, WRONG_TYPE ->
                    new End(MaybeBilled.class, null, Usage.State.UNSETTLED);
                case SLOW_DRIP -> new End(null, null, Usage.State.SETTLED);
            };
        }
    }

    static Stream<Arguments> all() {
        return Arrays.stream(Call.values())
                .flatMap(call -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(call, fault)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFaultComesToItsKindOfFailure(Call call, Fault fault) throws Exception {
        try (FakeOpenAi server = FakeOpenAi.start(Service.KEY, new ManualClock())) {
            server.next(fault, fault, fault);
            ImageProcessor<?> processor = call.step(openai(server)).processor();
            FakeStepContext context = FakeStepContext.of(processor, SamplePictures.jpeg(64, 48));
            End end = End.of(fault);

            if (end.failure() == null) {
                assertThat(processor.process(context)).isInstanceOf(StepOutcome.Succeeded.class);
            } else {
                check(catchThrowable(() -> processor.process(context)), end, call);
            }

            assertThat(context.costs().find("1.1.1").orElseThrow().state()).isEqualTo(end.ledger());
            assertThat(server.billed()).hasSizeLessThanOrEqualTo(1);
            assertThat(server.billed().isEmpty() || end.ledger() != Usage.State.FREE)
                    .as("what was billed is in the ledger")
                    .isTrue();
        }
    }

    private static void check(Throwable failure, End end, Call call) {
        assertThat(failure).isInstanceOf(end.failure());
        if (failure instanceof RefusedForNow refused) {
            assertThat(refused.wanted()).isEqualTo(Optional.ofNullable(end.rest()));
        }
        if (failure instanceof MaybeBilled lost) {
            assertThat(lost.isRepeatable()).isEqualTo(call.isRepeatable());
        }
    }

    private static OpenAi openai(FakeOpenAi server) {
        return OpenAi.with(
                OpenAiSettings.key(Service.KEY).baseUrl(server.url() + "/v1").timeout(Duration.ofSeconds(2)));
    }
}
