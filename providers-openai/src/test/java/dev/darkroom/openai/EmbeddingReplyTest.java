// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingReplyTest {
    private static final Offset<Float> NEARLY = Offset.offset(1e-6f);

    @Test
    void readsNumbersInBase64LowestByteFirst() {
        float[] vector =
                EmbeddingReply.vector(recorded("embeddings_base64.json"), 0).orElseThrow();

        float length = (float) Math.sqrt(0.5 * 0.5 + 1 + 0.25 * 0.25);
        assertThat(vector).containsExactly(new float[] {0.5f / length, -1 / length, 0.25f / length}, NEARLY);
    }

    @Test
    void readsPlainNumbersAndMakesTheirLengthOne() {
        float[] vector =
                EmbeddingReply.vector(recorded("embeddings_float.json"), 1).orElseThrow();

        double sum = 0;
        for (float number : vector) {
            sum += number * number;
        }
        assertThat(sum).isCloseTo(1, Offset.offset(1e-6));
        assertThat(vector[0] / vector[1]).isCloseTo(-0.021f / 0.033f, NEARLY);
    }

    @Test
    void findsVectorsByTheirIndex() {
        JsonNode reply = Wire.read("{\"data\":[{\"index\":1,\"embedding\":[0,2]},{\"index\":0,\"embedding\":[3,0]}]}")
                .orElseThrow();

        assertThat(EmbeddingReply.vector(reply, 0).orElseThrow()).containsExactly(1, 0);
        assertThat(EmbeddingReply.vector(reply, 1).orElseThrow()).containsExactly(0, 1);
        assertThat(EmbeddingReply.vector(reply, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[0,0]", "[\"x\",1]", "\"\"", "\"not base64!\"", "null", "[1e39]"})
    void whatIsNoDirectionIsNoVector(String embedding) {
        JsonNode reply = Wire.read("{\"data\":[{\"index\":0,\"embedding\":" + embedding + "}]}")
                .orElseThrow();

        assertThat(EmbeddingReply.vector(reply, 0)).isEmpty();
    }

    private static JsonNode recorded(String name) {
        return Wire.read(Service.recorded(name)).orElseThrow();
    }
}
