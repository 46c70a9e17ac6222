// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that answers what was recorded. */
final class Service implements BeforeEachCallback, AfterEachCallback {
    static final String KEY = "sk-planted-0123456789";

    private final MockWebServer server = new MockWebServer();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
    }

    OpenAiSettings settings() {
        return OpenAiSettings.key(KEY).baseUrl(server.url("/v1").toString()).timeout(Duration.ofSeconds(5));
    }

    OpenAi openai() {
        return OpenAi.with(settings());
    }

    Service answers(String recorded) {
        return answers(200, recorded, Map.of());
    }

    Service answers(int status, String recorded, Map<String, String> headers) {
        return answers(response -> {
            response.code(status).body(recorded(recorded));
            response.setHeader("content-type", recorded.endsWith(".html") ? "text/html" : "application/json");
            headers.forEach(response::setHeader);
        });
    }

    Service answers(Consumer<MockResponse.Builder> made) {
        MockResponse.Builder response = new MockResponse.Builder();
        made.accept(response);
        server.enqueue(response.build());
        return this;
    }

    RecordedRequest taken() throws InterruptedException {
        RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("nothing was asked");
        }
        return request;
    }

    JsonNode takenJson() throws InterruptedException {
        return Wire.read(bytes(taken())).orElseThrow();
    }

    int requests() {
        return server.getRequestCount();
    }

    static byte[] bytes(RecordedRequest request) {
        return request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
    }

    static String recorded(String name) {
        try (InputStream in = Service.class.getResourceAsStream("/openai/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
