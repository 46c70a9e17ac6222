// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.analysis.Analysis;
import dev.darkroom.process.StepOutcome;
import java.util.Optional;

/**
 * What a model answered, for which it was paid in any case.
 *
 * @param text the answer; empty where there is trouble instead
 * @param trouble what is wrong with it
 * @param again whether asking again may help
 */
record Answer(String text, String trouble, boolean again) {

    static Answer of(Question question, String text) {
        boolean fits = Wire.read(text)
                .filter(JsonNode::isObject)
                .filter(answer -> question.schema()
                        .path("required")
                        .valueStream()
                        .allMatch(property -> answer.has(property.asText())))
                .isPresent();
        return fits ? new Answer(text, "", false) : new Answer("", "the answer does not follow the schema", true);
    }

    static Answer refused() {
        return new Answer("", "the model refused to answer", false);
    }

    /** Tells why an answer has an end before its end. */
    static Answer endedBy(String reason, Question question) {
        return switch (reason) {
            case "length", "max_output_tokens" ->
                new Answer(
                        "",
                        "the answer is longer than " + question.mostTokens()
                                + " tokens; allow more by answerTokens(...)",
                        false);
            case "content_filter" -> new Answer("", "a content filter withheld the answer", false);
            default -> new Answer("", "the model did not finish its answer", true);
        };
    }

    static Optional<String> said(JsonNode text) {
        return Optional.of(text.asText("")).filter(words -> text.isTextual() && !words.isEmpty());
    }

    StepOutcome<Analysis> outcome(Question question) {
        if (trouble.isEmpty()) {
            return StepOutcome.done(analysis(question));
        }
        return again ? StepOutcome.retry(trouble) : StepOutcome.failed(trouble);
    }

    Analysis analysis(Question question) {
        return new Analysis(question.name(), question.version(), question.model(), text);
    }
}
