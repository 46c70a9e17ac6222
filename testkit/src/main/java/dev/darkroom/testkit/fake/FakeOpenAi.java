// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI, as far as Darkroom speaks with it: embeddings, chat completions, responses, image generations and edits.
 *
 * <p>Texts that share words have vectors that lie close together; answers fit the schema that was sent along; pictures
 * are small ones of one colour, told by their prompt.
 */
public final class FakeOpenAi extends FakeServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LETTERS_IN_A_TOKEN = 4;
    private static final int USUAL_DIMENSIONS = 1_536;

    private final String key;

    private FakeOpenAi(String key, InstantSource clock) {
        super(clock);
        this.key = key;
    }

    /** Starts one that knows a single key. */
    public static FakeOpenAi start(String key, InstantSource clock) {
        return new FakeOpenAi(key, clock);
    }

    @Override
    protected FakeReply answer(FakeRequest request) {
        if (!request.header("authorization").orElse("").equals("Bearer " + key)) {
            return error(401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided.");
        }
        try {
            return switch (request.path()) {
                case "/v1/embeddings" -> embeddings(JSON.readTree(request.body()));
                case "/v1/chat/completions" -> chat(JSON.readTree(request.body()));
                case "/v1/responses" -> responses(JSON.readTree(request.body()));
                case "/v1/images/generations", "/v1/images/edits" -> image(request);
                default -> error(404, "invalid_request_error", "unknown_url", "Unknown request URL: " + request.path());
            };
        } catch (JsonProcessingException e) {
            return error(400, "invalid_request_error", null, "We could not parse the JSON body of your request.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected FakeReply refusal(int status, boolean withWait) {
        FakeReply reply = switch (status) {
            case 429 -> error(429, "requests", "rate_limit_exceeded", "Rate limit reached for requests.");
            case 503 -> error(503, "service_unavailable_error", "server_is_overloaded", "The server is overloaded.");
            default -> error(status, "server_error", null, "The server had an error.");
        };
        return withWait ? reply.header("retry-after", "7") : reply;
    }

    private static FakeReply error(int status, String type, @Nullable String code, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("code", code)
                .putNull("param");
        return FakeReply.json(status, body.toString());
    }

    private static FakeReply embeddings(JsonNode request) {
        JsonNode input = request.path("input");
        ObjectNode body = JSON.createObjectNode().put("object", "list");
        body.put("model", request.path("model").asText());
        ArrayNode data = body.putArray("data");
        int tokens = 0;
        int items = input.isArray() ? input.size() : 1;
        for (int i = 0; i < items; i++) {
            String text = input.isArray() ? input.get(i).asText() : input.asText();
            tokens += tokens(text);
            float[] vector = vector(text, request.path("dimensions").asInt(USUAL_DIMENSIONS));
            ObjectNode item = data.addObject().put("object", "embedding").put("index", i);
            if (request.path("encoding_format").asText("float").equals("base64")) {
                item.put("embedding", base64(vector));
            } else {
                ArrayNode numbers = item.putArray("embedding");
                for (float number : vector) {
                    numbers.add(number);
                }
            }
        }
        body.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return FakeReply.json(200, body.toString()).billing(units(Map.of("input_tokens", tokens)));
    }

    private static int tokens(String text) {
        return Math.max(1, text.length() / LETTERS_IN_A_TOKEN);
    }

    /** Adds up a direction for each word. */
    private static float[] vector(String text, int dimensions) {
        double[] sum = new double[dimensions];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
            Random direction = new Random(word.hashCode());
            for (int i = 0; i < dimensions; i++) {
                sum[i] += direction.nextGaussian();
            }
        }
        double length = 0;
        for (double number : sum) {
            length += number * number;
        }
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (sum[i] / Math.sqrt(length));
        }
        return vector;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static FakeReply chat(JsonNode request) {
        String answer = FakeAnswer.to(
                request.path("response_format").path("json_schema").path("schema"));
        ObjectNode body = JSON.createObjectNode().put("id", "chatcmpl-1").put("object", "chat.completion");
        body.put("model", request.path("model").asText());
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", answer)
                .putNull("refusal");
        int in = tokens(request.path("messages").toString()) % 10_000;
        int out = tokens(answer);
        body.putObject("usage")
                .put("prompt_tokens", in)
                .put("completion_tokens", out)
                .put("total_tokens", in + out);
        return FakeReply.json(200, body.toString()).billing(units(Map.of("input_tokens", in, "output_tokens", out)));
    }

    private static FakeReply responses(JsonNode request) {
        String answer = FakeAnswer.to(request.path("text").path("format").path("schema"));
        ObjectNode body = JSON.createObjectNode()
                .put("id", "resp_1")
                .put("object", "response")
                .put("status", "completed");
        body.put("model", request.path("model").asText());
        ObjectNode message =
                body.putArray("output").addObject().put("type", "message").put("role", "assistant");
        message.putArray("content").addObject().put("type", "output_text").put("text", answer);
        int in = tokens(request.path("input").toString()) % 10_000;
        int out = tokens(answer);
        body.putObject("usage")
                .put("input_tokens", in)
                .put("output_tokens", out)
                .put("total_tokens", in + out);
        return FakeReply.json(200, body.toString()).billing(units(Map.of("input_tokens", in, "output_tokens", out)));
    }

    private static FakeReply image(FakeRequest request) throws IOException {
        String prompt = request.path().endsWith("generations")
                ? JSON.readTree(request.body()).path("prompt").asText()
                : "edit of " + request.body().length + " bytes";
        int in = tokens(prompt);
        ObjectNode body = JSON.createObjectNode().put("created", 1_700_000_000).put("output_format", "png");
        body.putArray("data").addObject().put("b64_json", Base64.getEncoder().encodeToString(FakePicture.of(prompt)));
        ObjectNode usage = body.putObject("usage").put("input_tokens", in).put("output_tokens", 196);
        usage.putObject("input_tokens_details").put("text_tokens", in).put("image_tokens", 0);
        usage.put("total_tokens", in + 196);
        return FakeReply.json(200, body.toString())
                .billing(units(Map.of("input_tokens", in, "image_output_tokens", 196)));
    }

    private static Map<String, BigDecimal> units(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, unit -> BigDecimal.valueOf(unit.getValue())));
    }
}
