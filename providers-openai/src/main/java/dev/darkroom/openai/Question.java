// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.image.Variant;
import dev.darkroom.job.Job;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a model is asked about a picture, and the form of its answer.
 *
 * <pre>{@code
 * String schema = """
 *         {"type": "object", "additionalProperties": false, "required": ["caption", "tags"],
 *          "properties": {"caption": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}}}
 *         """;
 * openai.vision(Question.of("caption", schema, "Describe the picture for a blind person.").atMost(1_024));
 * }</pre>
 *
 * <p>The answer follows the schema strictly, which asks two things of it: every object has {@code "additionalProperties":
 * false}, and lists all of its properties as required. What may be missing is of type {@code ["string", "null"]}, say.
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class Question {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int QUALITY = 85;
    private static final int TOKENS_AROUND_IT = 200;

    private final Draft draft;

    /** How closely a model looks: what it uses of a picture, and what that costs. */
    public enum Detail {
        /** At a copy of 512 pixels. */
        LOW,
        /** At a copy of about 2,000 pixels: enough for almost everything. */
        HIGH,
        /** At the picture in its own size, as far as the model can; a photo costs several times as much. */
        ORIGINAL
    }

    /** What was set; changed only between a copy's making and its first use. */
    private static final class Draft {
        private final String name;
        private final JsonNode schema;
        private final Function<Job, String> prompt;
        private int version = 1;
        private String model = "gpt-6-luna";
        private Detail detail = Detail.HIGH;
        private int longestSide = Integer.MAX_VALUE;
        private int mostTokens = 2_000;
        private VisionEndpoint endpoint = new ChatCompletions();

        Draft(String name, JsonNode schema, Function<Job, String> prompt) {
            this.name = name;
            this.schema = schema;
            this.prompt = prompt;
        }

        Draft(Draft other) {
            this(other.name, other.schema, other.prompt);
            version = other.version;
            model = other.model;
            detail = other.detail;
            longestSide = other.longestSide;
            mostTokens = other.mostTokens;
            endpoint = other.endpoint;
        }
    }

    private Question(Draft draft) {
        this.draft = draft;
    }

    /**
     * Asks the same of every picture.
     *
     * @param name what is asked, 1 to 64 letters, digits, {@code -} and {@code _}
     * @param schema the JSON schema of the answer
     * @param prompt the question
     */
    public static Question of(String name, String schema, String prompt) {
        return of(name, schema, job -> prompt);
    }

    /** Asks by what is known of a picture, such as the results of earlier steps. */
    public static Question of(String name, String schema, Function<Job, String> prompt) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a question's name is 1 to 64 letters, digits, '-' and '_', not '" + name + "'");
        }
        return new Question(new Draft(name, StrictSchema.checked(name, schema), prompt));
    }

    /** The same in this version, which stands in the result; 1 unless told. */
    public Question version(int version) {
        return with(changed -> changed.version = version);
    }

    /** The same to this model; {@code gpt-6-luna} unless told. */
    public Question model(String model) {
        return with(changed -> changed.model = model);
    }

    /** The same with a closer or a shorter look; {@link Detail#HIGH} unless told. */
    public Question detail(Detail detail) {
        return with(changed -> changed.detail = detail);
    }

    /** The same about a copy whose longest side is at most this many pixels: the cheapest way to pay less. */
    public Question atMost(int side) {
        if (side < 1) {
            throw new IllegalArgumentException("a side has at least 1 pixel, not " + side);
        }
        return with(changed -> changed.longestSide = side);
    }

    /** The same with an answer of at most so many tokens, with what the model thinks; 2,000 unless told. */
    public Question answerTokens(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("an answer has at least 1 token, not " + most);
        }
        return with(changed -> changed.mostTokens = most);
    }

    /** The same by the newer endpoint {@code responses}, which {@link Detail#ORIGINAL} needs. */
    public Question responses() {
        return with(changed -> changed.endpoint = new Responses());
    }

    /** Returns itself, or throws what doesn't go together. */
    Question checked() {
        if (draft.detail == Detail.ORIGINAL && draft.endpoint instanceof ChatCompletions) {
            throw new IllegalArgumentException(
                    "question '" + draft.name + "': Detail.ORIGINAL can only be asked for with responses()");
        }
        return this;
    }

    String name() {
        return draft.name;
    }

    int version() {
        return draft.version;
    }

    String model() {
        return draft.model;
    }

    JsonNode schema() {
        return draft.schema;
    }

    Detail detail() {
        return draft.detail;
    }

    int mostTokens() {
        return draft.mostTokens;
    }

    VisionEndpoint endpoint() {
        return draft.endpoint;
    }

    String promptFor(Job job) {
        return draft.prompt.apply(job);
    }

    /** Returns how many tokens the words of a request have at most: no text has more than it has bytes. */
    long mostWords(String prompt) {
        return (prompt + draft.schema).getBytes(StandardCharsets.UTF_8).length + (long) TOKENS_AROUND_IT;
    }

    /** Returns the copy of a picture that the model makes use of. */
    Variant picture() {
        int used = PictureTokens.of(draft.model)
                .map(counting -> counting.longestSide(draft.detail))
                .orElse(draft.detail == Detail.LOW ? 512 : 2_048);
        int side = Math.min(used, draft.longestSide);
        return Variant.fit("openai", side, side).jpeg().quality(QUALITY);
    }

    @Override
    public String toString() {
        return "question '" + draft.name + "' to " + draft.model;
    }

    private Question with(Consumer<Draft> change) {
        Draft copy = new Draft(draft);
        change.accept(copy);
        return new Question(copy);
    }
}
