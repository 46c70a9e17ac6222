// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.ImageContent;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeStepContext;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiSettingsTest {
    @RegisterExtension
    private final Service service = new Service();

    @Test
    void comeFromTheEnvironment() {
        OpenAiSettings settings = from(Map.of(
                        "OPENAI_API_KEY", " k \n",
                        "OPENAI_BASE_URL", "https://eu.api.openai.com/v1/",
                        "OPENAI_ORGANIZATION", "org-1",
                        "OPENAI_PROJECT", "proj_1",
                        "MAX_EMBEDDING_CALLS_PER_MIN", "7"))
                .orElseThrow();

        assertThat(settings.key()).isEqualTo("k");
        assertThat(settings.baseUrl()).isEqualTo("https://eu.api.openai.com/v1");
        assertThat(settings.organization()).contains("org-1");
        assertThat(settings.project()).contains("proj_1");
        assertThat(settings.embeddingsPerMinute()).isEqualTo(7);
    }

    @Test
    void embedTwentyTimesAMinuteUnlessTold() {
        assertThat(from(Map.of("OPENAI_API_KEY", "k")).orElseThrow().embeddingsPerMinute())
                .isEqualTo(20);
    }

    @Test
    void areNotThereWithoutAKey() {
        assertThat(from(Map.of("OPENAI_API_KEY", " "))).isEmpty();
        assertThat(from(Map.of("OPENAI_BASE_URL", "https://x.test"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "0", "-5"})
    void aLimitThatIsNoneIsNamed(String calls) {
        assertThatThrownBy(() -> from(Map.of("OPENAI_API_KEY", "k", "MAX_EMBEDDING_CALLS_PER_MIN", calls)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MAX_EMBEDDING_CALLS_PER_MIN")
                .hasMessageContaining(calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api.openai.com", "ftp://x.test", "https://user:pw@x.test/v1", "https://x.test/v1?code=secret"})
    void anAddressThatIsNoneOrHasASecretIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> OpenAiSettings.key("k").baseUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("pw");
    }

    @Test
    void openaiItselfIsAskedWithABearer() throws Exception {
        RecordedRequest request = asked(service.settings().organization("org-1").project("proj_1"));

        assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/embeddings");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + Service.KEY);
        assertThat(request.getHeaders().get("OpenAI-Organization")).isEqualTo("org-1");
        assertThat(request.getHeaders().get("OpenAI-Project")).isEqualTo("proj_1");
    }

    @Test
    void nothingIsSaidOfAnOrganizationThatIsNotSet() throws Exception {
        RecordedRequest request = asked(service.settings());

        assertThat(request.getHeaders().get("OpenAI-Organization")).isNull();
        assertThat(request.getHeaders().get("OpenAI-Project")).isNull();
    }

    @Test
    void azureIsAskedWithTheModelInTheAddressAndAKeyOfItsOwn() throws Exception {
        String resource = service.settings().baseUrl().replace("/v1", "");

        RecordedRequest request = asked(service.settings().azure(resource, "2024-10-21"));

        assertThat(request.getUrl().encodedPath()).isEqualTo("/openai/deployments/text-embedding-3-small/embeddings");
        assertThat(request.getUrl().queryParameter("api-version")).isEqualTo("2024-10-21");
        assertThat(request.getHeaders().get("api-key")).isEqualTo(Service.KEY);
        assertThat(request.getHeaders().get("Authorization")).isNull();
    }

    private RecordedRequest asked(OpenAiSettings settings) throws Exception {
        service.answers("embeddings_base64.json");
        Step step = OpenAi.with(settings).embedding(job -> "a cat");
        ImageProcessor<?> processor = step.processor();
        processor.process(FakeStepContext.of(processor, ImageContent.of(new byte[0])));
        return service.taken();
    }

    private static Optional<OpenAiSettings> from(Map<String, String> environment) {
        return OpenAiSettings.from(name -> Optional.ofNullable(environment.get(name)));
    }
}
