// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.CallFailure.Refused;
import dev.darkroom.paid.CallFailure.RefusedForNow;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The newer endpoint. It answers 200 also when it failed. */
final class Responses implements VisionEndpoint {
    private static final Set<String> PASSING =
            Set.of("server_error", "rate_limit_exceeded", "vector_store_timeout", "failed_to_download_image");

    @Override
    public String path() {
        return "/responses";
    }

    @Override
    public ObjectNode request(Question question, String prompt, String picture) {
        ObjectNode request = Wire.object().put("model", question.model()).put("store", false);
        ArrayNode content =
                request.putArray("input").addObject().put("role", "user").putArray("content");
        content.addObject().put("type", "input_text").put("text", prompt);
        content.addObject()
                .put("type", "input_image")
                .put("image_url", picture)
                .put("detail", question.detail().name().toLowerCase(Locale.ROOT));
        request.putObject("text")
                .putObject("format")
                .put("type", "json_schema")
                .put("name", question.name())
                .put("strict", true)
                .set("schema", question.schema());
        return request.put("max_output_tokens", question.mostTokens());
    }

    @Override
    public Answer answer(Question question, ApiReply reply) throws CallFailure {
        JsonNode body = reply.body();
        return switch (body.path("status").asText()) {
            case "completed" -> completed(question, reply);
            case "incomplete" ->
                Answer.endedBy(body.path("incomplete_details").path("reason").asText(), question);
            case "failed" -> failed(reply);
            default -> throw reply.lacking("an answer");
        };
    }

    private static Answer completed(Question question, ApiReply reply) throws CallFailure {
        Optional<String> text = said(reply.body(), "output_text", "text");
        if (text.isPresent()) {
            return Answer.of(question, text.get());
        }
        if (said(reply.body(), "refusal", "refusal").isPresent()) {
            return Answer.refused();
        }
        throw reply.lacking("an answer");
    }

    private static Optional<String> said(JsonNode body, String type, String member) {
        Stream<JsonNode> parts = body.path("output")
                .valueStream()
                .filter(item -> item.path("type").asText().equals("message"))
                .flatMap(item -> item.path("content").valueStream());
        return parts.filter(part -> part.path("type").asText().equals(type))
                .findFirst()
                .flatMap(part -> Answer.said(part.path(member)));
    }

    /** One that tells what it used is billed; one that doesn't was ended before there was anything to bill. */
    private static Answer failed(ApiReply reply) throws CallFailure {
        ErrorBody error = ErrorBody.of(reply.body().path("error"));
        String reason = "responses failed" + error.words() + reply.request();
        boolean passes = PASSING.contains(error.code());
        if (reply.body().path("usage").isObject()) {
            return new Answer("", reason, passes);
        }
        throw passes ? new RefusedForNow(reason, null) : new Refused(reason);
    }
}
