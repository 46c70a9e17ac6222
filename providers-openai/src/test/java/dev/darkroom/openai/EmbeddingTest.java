// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageContent;
import dev.darkroom.paid.CallFailure.NotSent;
import dev.darkroom.paid.CallFailure.Refused;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.search.Embedding;
import dev.darkroom.testkit.FakeStepContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EmbeddingTest {
    @RegisterExtension
    private final Service service = new Service();

    private FakeStepContext context;

    @Test
    void aTextBecomesAVectorOfItsModel() throws Exception {
        service.answers("embeddings_base64.json");

        StepOutcome<?> outcome = run(step());

        Embedding embedding = (Embedding) ((StepOutcome.Succeeded<?>) outcome).result();
        assertThat(embedding.model()).isEqualTo("text-embedding-3-small");
        assertThat(embedding.dimensions()).isEqualTo(3);
        JsonNode request = service.takenJson();
        assertThat(request.toString())
                .isEqualTo("{\"model\":\"text-embedding-3-small\",\"input\":\"a cat\",\"encoding_format\":\"base64\"}");
    }

    @Test
    void whatItUsedIsInTheLedgerWithItsPrice() throws Exception {
        service.answers("embeddings_base64.json");

        run(step());

        Usage usage = context.costs().find("1.1.1").orElseThrow();
        assertThat(usage.units()).isEqualTo(Map.of("input_tokens", BigDecimal.valueOf(7)));
        assertThat(usage.cost()).isEqualTo(Money.usd("0.00000014"));
    }

    @Test
    void anotherModelIsAskedForOtherDimensions() throws Exception {
        service.answers("embeddings_base64.json");

        run(service.openai().embedding(TextEmbedding.large().dimensions(256).text(job -> "a cat")));

        JsonNode request = service.takenJson();
        assertThat(request.at("/model").asText()).isEqualTo("text-embedding-3-large");
        assertThat(request.at("/dimensions").asInt()).isEqualTo(256);
    }

    @Test
    void whereNothingIsSaidNothingIsPaid() throws Exception {
        assertThat(run(service.openai().embedding(job -> " "))).isInstanceOf(StepOutcome.Failed.class);
        assertThat(service.requests()).isZero();
    }

    @Test
    void afterTheLastCallOfItsBudgetItRests() throws Exception {
        service.answers(
                200,
                "embeddings_base64.json",
                Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", "8s"));
        ImageProcessor<?> processor = step().processor();
        context = FakeStepContext.of(processor, ImageContent.of(new byte[0]));
        processor.process(context);

        assertThatThrownBy(() -> processor.process(context))
                .isInstanceOfSatisfying(
                        NotSent.class, held -> assertThat(held.rest()).contains(Duration.ofSeconds(8)));
    }

    @ParameterizedTest
    @CsvSource({
        "429, error_429_insufficient_quota.json",
        "429, error_429_credit_balance.json",
        "401, error_401_invalid_key.json"
    })
    void whenNoCallWouldDoTheOthersRest(int status, String recorded) {
        service.answers(status, recorded, Map.of());
        ImageProcessor<?> processor = step().processor();
        context = FakeStepContext.of(processor, ImageContent.of(new byte[0]));

        assertThatThrownBy(() -> processor.process(context)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> processor.process(context)).isInstanceOf(NotSent.class);
        assertThat(service.requests()).isOne();
    }

    @Test
    void aRequestThatIsTooLargeConcernsNoOther() {
        service.answers(429, "error_429_request_too_large.json", Map.of()).answers("embeddings_base64.json");
        ImageProcessor<?> processor = step().processor();
        context = FakeStepContext.of(processor, ImageContent.of(new byte[0]));

        assertThatThrownBy(() -> processor.process(context)).isInstanceOf(Refused.class);
        assertThat(outcome(processor)).isInstanceOf(StepOutcome.Succeeded.class);
    }

    private StepOutcome<?> outcome(ImageProcessor<?> processor) {
        try {
            return processor.process(context);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Step step() {
        return service.openai().embedding(job -> "a cat");
    }

    private StepOutcome<?> run(Step step) throws Exception {
        ImageProcessor<?> processor = step.processor();
        context = FakeStepContext.of(processor, ImageContent.of(new byte[0]));
        return processor.process(context);
    }
}
