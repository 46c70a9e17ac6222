// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.Optional;

/*
 * Numbers were asked for in base64, a third as long; servers that don't know of that send them one by one. They come with
 * length 1 from OpenAI and with any length from others, and similarity is compared by a plain product.
 */
/** Reads vectors from a reply, each by its index: they come in any order. */
final class EmbeddingReply {
    private EmbeddingReply() {}

    /** Returns the vector of an input, of length 1; empty if it isn't there or is none. */
    static Optional<float[]> vector(JsonNode reply, int index) {
        return reply.path("data")
                .valueStream()
                .filter(item -> item.path("index").asInt(0) == index)
                .findFirst()
                .flatMap(item -> numbers(item.path("embedding")))
                .flatMap(EmbeddingReply::ofLengthOne);
    }

    private static Optional<float[]> numbers(JsonNode embedding) {
        if (embedding.isTextual()) {
            return decoded(embedding.asText());
        }
        float[] numbers = new float[embedding.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) embedding.get(i).asDouble(Double.NaN);
        }
        return Optional.of(numbers);
    }

    private static Optional<float[]> decoded(String base64) {
        try {
            FloatBuffer floats = ByteBuffer.wrap(Base64.getDecoder().decode(base64))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[] numbers = new float[floats.remaining()];
            floats.get(numbers);
            return Optional.of(numbers);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<float[]> ofLengthOne(float[] vector) {
        double sum = 0;
        for (float number : vector) {
            sum += (double) number * number;
        }
        double length = Math.sqrt(sum);
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
            return Optional.empty();
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return Optional.of(vector);
    }
}
