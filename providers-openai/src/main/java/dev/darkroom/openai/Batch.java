// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A batch as the provider tells of it.
 *
 * @param body what it tells
 */
record Batch(JsonNode body) {
    static final String KEY = "darkroom";
    static final String OPERATION = "darkroom_operation";
    private static final Duration SOONEST = Duration.ofMinutes(1);
    private static final Duration LATEST = Duration.ofMinutes(15);
    private static final int PARTS_OF_AGE = 5;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
    private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,64}");

    /** Where it stands. */
    enum Stage {
        /** It is worked on. */
        UNDER_WAY,
        /** It was refused as a whole. */
        REFUSED,
        /** It has ended, and what it has done lies ready. */
        ENDED
    }

    Optional<String> id() {
        return name("id");
    }

    Stage stage() {
        return switch (body.path("status").asText()) {
            case "failed" -> Stage.REFUSED;
            case "completed", "expired", "cancelled" -> Stage.ENDED;
            default -> Stage.UNDER_WAY;
        };
    }

    /** Whether what it brings is still to come, or there. */
    boolean isOfUse() {
        return switch (body.path("status").asText()) {
            case "failed", "expired", "cancelled", "cancelling" -> false;
            default -> true;
        };
    }

    Instant createdAt() {
        return Instant.ofEpochSecond(body.path("created_at").asLong());
    }

    boolean hasKey(String key) {
        return body.path("metadata").path(KEY).asText().equals(key);
    }

    /** Returns the call of the ledger by which it was begun. */
    Optional<String> operation() {
        return Optional.of(body.path("metadata").path(OPERATION).asText("")).filter(id -> !id.isEmpty());
    }

    /** Returns the file with what was done. */
    Optional<String> output() {
        return name("output_file_id");
    }

    /** Returns the file with what was not. */
    Optional<String> errors() {
        return name("error_file_id");
    }

    private Optional<String> name(String member) {
        return Optional.of(body.path(member).asText(""))
                .filter(id -> body.path(member).isTextual())
                .filter(id -> NAME.matcher(id).matches());
    }

    /** Asks seldom of what takes long. */
    Duration nextLook(Instant now) {
        Duration part = Duration.between(createdAt(), now).dividedBy(PARTS_OF_AGE);
        if (part.compareTo(SOONEST) < 0) {
            return SOONEST;
        }
        return part.compareTo(LATEST) > 0 ? LATEST : part;
    }

    /** Tells why it was refused, without what was sent. */
    String reason() {
        String words = body.path("errors")
                .path("data")
                .valueStream()
                .limit(3)
                .map(Batch::shown)
                .distinct()
                .collect(Collectors.joining(", "));
        return "the batch was refused" + (words.isEmpty() ? "" : ": " + words);
    }

    private static String shown(JsonNode error) {
        String code = error.path("code").asText("");
        String line =
                error.path("line").isInt() ? " in line " + error.path("line").asInt() : "";
        return (WORD.matcher(code).matches() ? code : "an error") + line;
    }
}
