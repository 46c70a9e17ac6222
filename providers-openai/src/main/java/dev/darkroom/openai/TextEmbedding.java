// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.job.Job;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Which model embeds which text. The models of OpenAI embed texts only, so a picture is found by what is said about it.
 *
 * <pre>{@code
 * openai.embedding(TextEmbedding.large().dimensions(1_024));
 * openai.embedding(TextEmbedding.small().text(job -> job.result("caption", Analysis.class).as(Caption.class).caption()));
 * }</pre>
 *
 * <p>Unless told, the text is put together from what earlier steps and the host said: analyses, results that are strings,
 * the title, description, keywords, date and camera of the metadata, the entries of the submission's context that are named
 * {@code caption}, {@code title}, {@code description}, {@code alt}, {@code keywords} or {@code tags}, and the words of the
 * file's name. Nothing else of the context leaves the house.
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class TextEmbedding {
    private static final String FIXED_LENGTH = "text-embedding-ada-002";

    private final String model;
    private final OptionalInt dimensions;
    private final Function<Job, String> text;

    private TextEmbedding(String model, OptionalInt dimensions, Function<Job, String> text) {
        this.model = model;
        this.dimensions = dimensions;
        this.text = text;
    }

    /** The cheapest model, {@code text-embedding-3-small}, with 1,536 dimensions. */
    public static TextEmbedding small() {
        return of("text-embedding-3-small");
    }

    /** The best model, {@code text-embedding-3-large}, with 3,072 dimensions. */
    public static TextEmbedding large() {
        return of("text-embedding-3-large");
    }

    /** A model by its name. */
    public static TextEmbedding of(String model) {
        if (model.isBlank()) {
            throw new IllegalArgumentException("an embedding needs the name of a model");
        }
        return new TextEmbedding(model, OptionalInt.empty(), Description::of);
    }

    /** The same with fewer dimensions, which some models can be asked for. Those of two lengths can't be compared. */
    public TextEmbedding dimensions(int dimensions) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("an embedding has at least 1 dimension, not " + dimensions);
        }
        if (model.equals(FIXED_LENGTH)) {
            throw new IllegalArgumentException(FIXED_LENGTH + " always has 1,536 dimensions");
        }
        return new TextEmbedding(model, OptionalInt.of(dimensions), text);
    }

    /** The same of this text; an image with a blank one is not embedded. */
    public TextEmbedding text(Function<Job, String> text) {
        return new TextEmbedding(model, dimensions, text);
    }

    String model() {
        return model;
    }

    String textOf(Job job) {
        return text.apply(job);
    }

    ObjectNode request(String input) {
        ObjectNode request =
                Wire.object().put("model", model).put("input", input).put("encoding_format", "base64");
        dimensions.ifPresent(number -> request.put("dimensions", number));
        return request;
    }

    @Override
    public String toString() {
        return "embedding by " + model;
    }
}
