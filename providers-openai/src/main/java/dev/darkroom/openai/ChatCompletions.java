// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.paid.CallFailure;
import java.util.Locale;
import java.util.Optional;

/** The older endpoint, which every server has that speaks like OpenAI. */
final class ChatCompletions implements VisionEndpoint {

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public ObjectNode request(Question question, String prompt, String picture) {
        ObjectNode request = Wire.object().put("model", question.model());
        ArrayNode content =
                request.putArray("messages").addObject().put("role", "user").putArray("content");
        content.addObject().put("type", "text").put("text", prompt);
        content.addObject()
                .put("type", "image_url")
                .putObject("image_url")
                .put("url", picture)
                .put("detail", question.detail().name().toLowerCase(Locale.ROOT));
        ObjectNode format = request.putObject("response_format").put("type", "json_schema");
        format.putObject("json_schema")
                .put("name", question.name())
                .put("strict", true)
                .set("schema", question.schema());
        return request.put("max_completion_tokens", question.mostTokens());
    }

    @Override
    public Answer answer(Question question, ApiReply reply) throws CallFailure {
        JsonNode choice = reply.body().path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw reply.lacking("an answer");
        }
        if (Answer.said(message.path("refusal")).isPresent()) {
            return Answer.refused();
        }
        String end = choice.path("finish_reason").asText("stop");
        Optional<String> text = Answer.said(message.path("content"));
        boolean whole = end.equals("stop") || end.equals("null");
        return whole && text.isPresent() ? Answer.of(question, text.get()) : Answer.endedBy(end, question);
    }
}
