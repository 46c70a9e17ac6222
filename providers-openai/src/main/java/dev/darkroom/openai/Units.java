// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** What calls use, by unit. What nothing was used of is left out; what a server doesn't tell is not known. */
final class Units {
    static final String INPUT = "input_tokens";
    static final String CACHED = "cached_input_tokens";
    static final String CACHE_WRITE = "cache_write_tokens";
    static final String OUTPUT = "output_tokens";
    static final String IMAGE_INPUT = "image_input_tokens";
    static final String IMAGE_OUTPUT = "image_output_tokens";

    private final Map<String, BigDecimal> amounts = new TreeMap<>();

    Units add(String unit, long amount) {
        if (amount > 0) {
            amounts.merge(unit, BigDecimal.valueOf(amount), BigDecimal::add);
        }
        return this;
    }

    Map<String, BigDecimal> map() {
        return Map.copyOf(amounts);
    }

    static Units ofEmbedding(JsonNode usage) {
        return new Units().add(INPUT, usage.path("prompt_tokens").asLong());
    }

    /** Both endpoints tell the same under different names. */
    static Units ofAnswer(JsonNode usage) {
        boolean chat = usage.has("prompt_tokens");
        JsonNode details = usage.path(chat ? "prompt_tokens_details" : "input_tokens_details");
        long cached = details.path("cached_tokens").asLong();
        long written = details.path("cache_write_tokens").asLong();
        return new Units()
                .add(INPUT, usage.path(chat ? "prompt_tokens" : INPUT).asLong() - cached - written)
                .add(CACHED, cached)
                .add(CACHE_WRITE, written)
                .add(OUTPUT, usage.path(chat ? "completion_tokens" : OUTPUT).asLong());
    }

    static Units ofPicture(JsonNode usage) {
        long pictures = usage.path("input_tokens_details").path("image_tokens").asLong();
        long words = usage.path("output_tokens_details").path("text_tokens").asLong();
        return new Units()
                .add(INPUT, usage.path(INPUT).asLong() - pictures)
                .add(IMAGE_INPUT, pictures)
                .add(OUTPUT, words)
                .add(IMAGE_OUTPUT, usage.path(OUTPUT).asLong() - words);
    }
}
