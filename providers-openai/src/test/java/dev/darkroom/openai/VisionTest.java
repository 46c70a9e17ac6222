// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.analysis.Analysis;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.openai.Question.Detail;
import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.darkroom.paid.CallFailure.RefusedForNow;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeStepContext;
import dev.darkroom.testkit.SamplePictures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class VisionTest {
    private static final String SCHEMA = """
            {"type": "object", "additionalProperties": false, "required": ["caption", "tags"],
             "properties": {"caption": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}}}
            """;
    private static final Question CAPTION = Question.of("caption", SCHEMA, "Describe the picture for a blind person.")
            .version(3);

    record Caption(String caption, List<String> tags) {}

    @RegisterExtension
    private final Service service = new Service();

    private FakeStepContext context;

    @Test
    void anAnswerBecomesARecordOfTheHosts() throws Exception {
        service.answers("chat_vision_json.json");

        Analysis analysis = done(ask(CAPTION, 640, 480));

        assertThat(analysis.name()).isEqualTo("caption");
        assertThat(analysis.version()).isEqualTo(3);
        assertThat(analysis.model()).isEqualTo("gpt-6-luna");
        assertThat(analysis.as(Caption.class))
                .isEqualTo(new Caption("A red bicycle leaning on a brick wall", List.of("bicycle", "wall", "brick")));
    }

    @Test
    void whatItUsedIsInTheLedgerWithItsPrice() throws Exception {
        service.answers("chat_vision_json.json");

        ask(CAPTION, 640, 480);

        Usage usage = context.costs().find("1.1.1").orElseThrow();
        assertThat(usage.units())
                .isEqualTo(Map.of("input_tokens", BigDecimal.valueOf(1_312), "output_tokens", BigDecimal.valueOf(31)));
        assertThat(usage.cost()).isEqualTo(Money.usd("0.0001467"));
        assertThat(context.intents().get(0).cost().amount())
                .as("what was held for it")
                .isGreaterThan(usage.cost().amount());
    }

    @Test
    void chatIsAskedStrictlyWithThePictureInItsOwnObject() throws Exception {
        service.answers("chat_vision_json.json");

        ask(CAPTION, 640, 480);

        JsonNode request = service.takenJson();
        JsonNode content = request.at("/messages/0/content");
        assertThat(content.at("/0/text").asText()).isEqualTo("Describe the picture for a blind person.");
        assertThat(content.at("/1/image_url/detail").asText()).isEqualTo("high");
        assertThat(content.at("/1/image_url/url").asText()).startsWith("data:image/jpeg;base64,");
        assertThat(request.at("/response_format/json_schema/strict").asBoolean())
                .isTrue();
        assertThat(request.at("/response_format/json_schema/schema")).isEqualTo(CAPTION.schema());
        assertThat(request.at("/max_completion_tokens").asInt()).isEqualTo(2_000);
    }

    @Test
    void responsesAreAskedWithThePictureAsAPlainString() throws Exception {
        service.answers("responses_vision.json");

        Analysis analysis = done(ask(CAPTION.responses().detail(Detail.ORIGINAL), 640, 480));

        assertThat(analysis.as(Caption.class).caption()).isEqualTo("A red bicycle");
        JsonNode request = service.takenJson();
        assertThat(request.at("/input/0/content/1/image_url").asText()).startsWith("data:image/jpeg;base64,");
        assertThat(request.at("/input/0/content/1/detail").asText()).isEqualTo("original");
        assertThat(request.at("/text/format/schema")).isEqualTo(CAPTION.schema());
        assertThat(request.at("/text/format/strict").asBoolean()).isTrue();
    }

    @Test
    void aPictureIsSentNoLargerThanTheModelMakesUseOf() throws Exception {
        assertThat(sentFor(CAPTION, 3_000, 1_000)).isEqualTo("2048x683");
        assertThat(sentFor(CAPTION.detail(Detail.LOW), 3_000, 1_000)).isEqualTo("512x171");
        assertThat(sentFor(CAPTION.atMost(300), 3_000, 1_000)).isEqualTo("300x100");
        assertThat(sentFor(CAPTION, 640, 480)).isEqualTo("640x480");
    }

    @Test
    void aRefusalFailsTheStepAndIsPaidFor() throws Exception {
        service.answers("chat_refusal.json");

        assertFailed(ask(CAPTION, 64, 48), "refused", false);
        assertThat(context.costs().find("1.1.1").orElseThrow().state()).isEqualTo(Usage.State.SETTLED);
    }

    @Test
    void anAnswerThatIsCutOffSaysWhatToDo() throws Exception {
        service.answers("chat_truncated.json");

        assertFailed(ask(CAPTION.answerTokens(8), 64, 48), "answerTokens", false);
    }

    @Test
    void anAnswerThatDoesNotFollowTheSchemaIsAskedForAgain() throws Exception {
        service.answers(response ->
                response.body(Service.recorded("chat_vision_json.json").replace("\\\"tags\\\"", "\\\"x\\\"")));

        assertFailed(ask(CAPTION, 64, 48), "schema", true);
    }

    @Test
    void aFailureInsideOfAGoodReplyIsAFailure() {
        for (int i = 0; i < 3; i++) {
            service.answers("responses_failed.json");
        }

        assertThatThrownBy(() -> ask(CAPTION.responses(), 64, 48))
                .isInstanceOf(RefusedForNow.class)
                .hasMessageContaining("failed_to_download_image");
    }

    @Test
    void aGoodReplyWithoutAnAnswerMayHaveBeenBilled() {
        service.answers(response -> response.body("{\"choices\":[]}"));

        assertThatThrownBy(() -> ask(CAPTION, 64, 48)).isInstanceOf(MaybeBilled.class);
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedWhenTheStepIsMade() {
        assertThatThrownBy(() -> service.openai().vision(CAPTION.detail(Detail.ORIGINAL)))
                .hasMessageContaining("responses()");
    }

    @Test
    void aPictureThatIsTakenForTextIsToldOnce() throws Exception {
        String bloated = Service.recorded("chat_vision_json.json")
                .replace("\"prompt_tokens\": 1312", "\"prompt_tokens\": 66000");
        service.answers(response -> response.body(bloated)).answers(response -> response.body(bloated));
        ImageProcessor<?> processor = service.openai().vision(CAPTION).processor();
        PrintStream usual = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            processor.process(FakeStepContext.of(processor, SamplePictures.jpeg(64, 48)));
            processor.process(FakeStepContext.of(processor, SamplePictures.jpeg(64, 48)));
        } finally {
            System.setErr(usual);
        }

        assertThat(log.toString(StandardCharsets.UTF_8)).containsOnlyOnce("used 66000 tokens");
    }

    private String sentFor(Question question, int width, int height) throws Exception {
        service.answers("chat_vision_json.json");
        ask(question, width, height);
        String url =
                service.takenJson().at("/messages/0/content/1/image_url/url").asText();
        byte[] bytes = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
        ImageInfo sent = ImageEngine.standard().inspect(ImageContent.of(bytes));
        return sent.width() + "x" + sent.height();
    }

    private StepOutcome<?> ask(Question question, int width, int height) throws Exception {
        Step step = service.openai().vision(question);
        ImageProcessor<?> processor = step.processor();
        context = FakeStepContext.of(processor, SamplePictures.jpeg(width, height));
        return processor.process(context);
    }

    private static Analysis done(StepOutcome<?> outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Succeeded.class);
        return (Analysis) ((StepOutcome.Succeeded<?>) outcome).result();
    }

    private static void assertFailed(StepOutcome<?> outcome, String reason, boolean retryable) {
        assertThat(outcome).isInstanceOf(StepOutcome.Failed.class);
        StepOutcome.Failed<?> failed = (StepOutcome.Failed<?>) outcome;
        assertThat(failed.reason()).contains(reason);
        assertThat(failed.retryable()).isEqualTo(retryable);
    }
}
