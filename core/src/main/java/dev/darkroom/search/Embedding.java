// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Where a picture lies in the space of a model: the result of an embedding step. Vectors of different models or lengths
 * can't be compared.
 *
 * @param model what made it, such as {@code text-embedding-3-small}
 * @param vector the numbers, as floats of four bytes, lowest byte first, in base64
 */
public record Embedding(String model, String vector) {

    /** Checks that there are whole numbers in it. */
    public Embedding {
        if (Base64.getDecoder().decode(vector).length % Float.BYTES != 0) {
            throw new IllegalArgumentException("a vector of " + model + " has part of a number at its end");
        }
    }

    /** Makes one of its numbers. */
    public static Embedding of(String model, float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return new Embedding(model, Base64.getEncoder().encodeToString(bytes.array()));
    }

    /** Returns the numbers. */
    public float[] numbers() {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(vector)).order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }

    /** Returns how many numbers there are. */
    public int dimensions() {
        return Base64.getDecoder().decode(vector).length / Float.BYTES;
    }
}
