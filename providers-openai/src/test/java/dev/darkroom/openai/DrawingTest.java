// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.Pixels;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.openai.Drawing.Quality;
import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeStepContext;
import dev.darkroom.testkit.SamplePictures;
import dev.darkroom.variant.Rendition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class DrawingTest {
    private static final Drawing CAT = Drawing.of("A cat").quality(Quality.LOW);

    @RegisterExtension
    private final Service service = new Service();

    private FakeStepContext context;

    @Test
    void whatIsDrawnIsStoredUnderItsStep() throws Exception {
        service.answers("image_generation.json");

        Rendition drawn = done(run(service.openai().generation(CAT)));

        assertThat(drawn.format()).isEqualTo(ImageFormat.PNG);
        assertThat(drawn.width()).isEqualTo(1);
        assertThat(context.stored()).hasSize(1);
        assertThat(context.stored().get(0).key().value()).isEqualTo(drawn.key());
        assertThat(drawn.bytes()).isEqualTo(context.stored().get(0).size());
    }

    @Test
    void whatItUsedIsInTheLedgerAndWasHeldBefore() throws Exception {
        service.answers("image_generation.json");

        run(service.openai().generation(CAT));

        Usage usage = context.costs().find("1.1.1").orElseThrow();
        assertThat(usage.units())
                .isEqualTo(Map.of(
                        "input_tokens", BigDecimal.valueOf(24), "image_output_tokens", BigDecimal.valueOf(1_756)));
        assertThat(context.intents().get(0).cost().amount()).isEqualByComparingTo("0.005905");
    }

    @Test
    void aGenerationIsAskedForWithAllThatWasWished() throws Exception {
        service.answers("image_generation.json");

        run(service.openai()
                .generation(CAT.size(1_536, 1_024)
                        .format(ImageFormat.WEBP)
                        .compression(80)
                        .transparent()));

        JsonNode request = service.takenJson();
        assertThat(request.toString())
                .isEqualTo("{\"model\":\"gpt-image-2\",\"prompt\":\"A cat\",\"size\":\"1536x1024\",\"quality\":\"low\","
                        + "\"background\":\"transparent\",\"output_format\":\"webp\",\"output_compression\":80}");
    }

    @Test
    void anEditSendsThePictureAsAFile() throws Exception {
        service.answers("image_edit.json");

        run(service.openai().edit(CAT));

        String form = new String(Service.bytes(service.taken()), StandardCharsets.ISO_8859_1);
        assertThat(form).contains("name=\"image\"; filename=\"image.jpg\"").contains("Content-Type: image/jpeg");
        assertThat(form)
                .contains("name=\"prompt\"")
                .doesNotContain("name=\"mask\"")
                .doesNotContain("input_fidelity");
        Usage usage = context.costs().find("1.1.1").orElseThrow();
        assertThat(usage.units().get("image_input_tokens")).isEqualByComparingTo("1108");
        assertThat(usage.units().get("image_output_tokens")).isEqualByComparingTo("7024");
    }

    @Test
    void aMaskGoesWithAPictureOfItsSize() throws Exception {
        service.answers("image_edit.json");
        ImageContent mask = new Pixels(320, 240, new int[320 * 240]).png();

        run(service.openai().edit(CAT.masked(step -> mask)));

        String form = new String(Service.bytes(service.taken()), StandardCharsets.ISO_8859_1);
        assertThat(form).contains("name=\"mask\"; filename=\"mask.png\"");
        ImageInfo picture = ImageEngine.standard().inspect(ImageContent.of(file(form, "image.jpg")));
        assertThat(picture.width()).isEqualTo(320);
        assertThat(picture.height()).isEqualTo(240);
    }

    private static byte[] file(String form, String name) {
        int begin = form.indexOf("\r\n\r\n", form.indexOf("filename=\"" + name)) + 4;
        return form.substring(begin, form.indexOf("\r\n--", begin)).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aMaskWithoutTransparencyIsRefusedBeforeAnythingIsPaid() throws Exception {
        ImageContent mask = SamplePictures.png(320, 240);

        assertThatThrownBy(() -> run(service.openai().edit(CAT.masked(step -> mask))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mask");
        assertThat(service.requests()).isZero();
        assertThat(context.intents()).isEmpty();
    }

    @Test
    void aReplyWithoutAPictureMayHaveBeenBilledAndIsNotAskedForAgain() {
        service.answers("image_generation_dalle_url.json");

        MaybeBilled lost = catchThrowableOfType(
                MaybeBilled.class, () -> run(service.openai().generation(CAT)));

        assertThat(lost.isRepeatable()).isFalse();
        assertThat(service.requests()).isOne();
    }

    @Test
    void whatIsNoPictureIsPaidForAndNotStored() throws Exception {
        String text = Base64.getEncoder().encodeToString("sorry".getBytes(StandardCharsets.UTF_8));
        service.answers(response ->
                response.body("{\"data\":[{\"b64_json\":\"" + text + "\"}],\"usage\":{\"output_tokens\":9}}"));

        StepOutcome<?> outcome = run(service.openai().generation(CAT));

        assertThat(outcome).isInstanceOf(StepOutcome.Failed.class);
        assertThat(context.stored()).isEmpty();
        assertThat(context.costs().find("1.1.1").orElseThrow().state()).isEqualTo(Usage.State.SETTLED);
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedWhenTheStepIsMade() {
        OpenAi openai = service.openai();

        assertThatThrownBy(() -> openai.generation(CAT.transparent().format(ImageFormat.JPEG)))
                .hasMessageContaining("transparent");
        assertThatThrownBy(() -> openai.generation(CAT.compression(50))).hasMessageContaining("PNG");
        assertThatThrownBy(() -> openai.generation(CAT.masked(step -> ImageContent.of(new byte[0]))))
                .hasMessageContaining("edit");
        assertThatThrownBy(() -> CAT.format(ImageFormat.GIF)).hasMessageContaining("GIF");
    }

    private StepOutcome<?> run(Step step) throws Exception {
        ImageProcessor<?> processor = step.processor();
        context = FakeStepContext.of(processor, SamplePictures.jpeg(640, 480));
        return processor.process(context);
    }

    private static Rendition done(StepOutcome<?> outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Succeeded.class);
        return (Rendition) ((StepOutcome.Succeeded<?>) outcome).result();
    }
}
