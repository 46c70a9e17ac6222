// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a step found out, as a store keeps it.
 *
 * @param type the name of the Java type that it was, by which {@link Job#result(Class)} finds it
 * @param json the value
 */
public record StepResult(String type, String json) {
    /** Matched by code points, so the two halves of a whole pair are not found. */
    private static final Pattern HALF_PAIR = Pattern.compile("[\\uD800-\\uDFFF]");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    /** Writes a value down; records of plain values are what works best. */
    public static StepResult of(Object value) {
        try {
            return new StepResult(value.getClass().getName(), escapeHalfPairs(JSON.writeValueAsString(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a result of type " + value.getClass().getName() + " can't be written as JSON: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    /** Jackson escapes NUL, but not half of a surrogate pair, which is no text that could be stored. */
    private static String escapeHalfPairs(String json) {
        return HALF_PAIR
                .matcher(json)
                .replaceAll(half ->
                        "\\\\u" + HexFormat.of().toHexDigits(half.group().charAt(0)));
    }

    /** Whether it was written from this type. */
    public boolean is(Class<?> type) {
        return this.type.equals(type.getName());
    }

    /** Reads the value again; fields that the type doesn't have are passed over. */
    public <R> R as(Class<R> type) {
        try {
            R value = JSON.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException(unreadable(type, "it is null"));
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(unreadable(type, e.getOriginalMessage()), e);
        }
    }

    private String unreadable(Class<?> as, String why) {
        return "the stored result, once a " + type + ", can't be read as " + as.getName() + ": " + why;
    }
}
