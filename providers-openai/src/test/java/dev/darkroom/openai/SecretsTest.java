// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.cost.Usage;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeStepContext;
import dev.darkroom.testkit.SamplePictures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that repeats all it was told gets none of it into what people see. */
@Timeout(60)
class SecretsTest {
    private static final String PROMPT = "planted-prompt-of-somebody";
    private static final String ORGANIZATION = "org-planted";
    private static final String CODE = "planted-function-code";
    private static final String SCHEMA =
            "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[],\"properties\":{}}";

    @RegisterExtension
    private final Service service = new Service();

    private final PrintStream usual = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setErr(usual);
    }

    @ParameterizedTest
    @CsvSource({"200", "400", "401", "403", "404", "429", "500", "502", "503"})
    void nothingOfItIsInAFailureOrInALog(int status) throws Exception {
        for (Step step : steps()) {
            for (int i = 0; i < 3; i++) {
                service.answers(
                        response -> response.code(status).body(echo()).setHeader("x-request-id", Service.KEY + " x"));
            }
            ImageProcessor<?> processor = step.processor();
            FakeStepContext context = FakeStepContext.of(processor, SamplePictures.jpeg(64, 48));

            assertClean(what(processor, context));
            for (Usage usage : context.costs().ofJob(1)) {
                assertClean(usage.toString());
            }
        }
        assertClean(log.toString(StandardCharsets.UTF_8));
    }

    @Test
    void nothingOfItIsInTheTextOfAnObject() {
        OpenAiSettings settings = settings();
        assertClean(settings.toString());
        assertClean(OpenAi.with(settings).toString());
        assertClean(OpenAiSettings.from(name -> Optional.of(Service.KEY).filter(key -> name.endsWith("KEY")))
                .toString());
        assertClean(Question.of("q", SCHEMA, PROMPT).toString());
        assertClean(Drawing.of(PROMPT).toString());
        assertClean(TextEmbedding.small().text(job -> PROMPT).toString());
        steps().forEach(step -> assertClean(step + " " + step.processor()));
    }

    private static String what(ImageProcessor<?> processor, FakeStepContext context) {
        try {
            StepOutcome<?> outcome = processor.process(context);
            return outcome instanceof StepOutcome.Failed<?> failed ? failed.reason() : "";
        } catch (Exception e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return trace.toString();
        }
    }

    private static String echo() {
        String secret = Service.KEY + " " + PROMPT;
        return Wire.object()
                .put("detail", secret)
                .set(
                        "error",
                        Wire.object().put("message", secret).put("type", secret).put("code", Service.KEY))
                .toString();
    }

    private OpenAiSettings settings() {
        return service.settings().organization(ORGANIZATION).query("code", CODE);
    }

    private List<Step> steps() {
        OpenAi openai = OpenAi.with(settings());
        return List.of(
                openai.embedding(job -> PROMPT),
                openai.vision(Question.of("q", SCHEMA, PROMPT)),
                openai.vision(Question.of("q", SCHEMA, PROMPT).responses()),
                openai.generation(Drawing.of(PROMPT)),
                openai.edit(Drawing.of(PROMPT)));
    }

    private static void assertClean(String text) {
        assertThat(text).doesNotContain(Service.KEY, PROMPT, ORGANIZATION, CODE);
    }
}
