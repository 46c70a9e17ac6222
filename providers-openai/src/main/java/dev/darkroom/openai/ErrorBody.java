// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.http.HttpReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a bad reply says of itself. Its message is read, but never shown: it may quote a prompt, or a part of a key. Servers
 * that only speak like OpenAI say less, or have a number where it has a word.
 *
 * @param type the kind of error, or nothing
 * @param code the error, or nothing
 * @param message a sentence for people, or nothing
 * @param details what moderation blocked, or nothing
 */
record ErrorBody(String type, String code, String message, List<String> details) {
    private static final Set<String> NO_MONEY = Set.of(
            "insufficient_quota",
            "credit_balance_exhausted",
            "billing_hard_limit_reached",
            "organization_spend_limit_exceeded",
            "organization_usage_limit_exceeded",
            "project_spend_limit_exceeded");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,63}|[0-9]{1,6}");
    private static final Pattern TOO_LARGE = Pattern.compile("Limit ([0-9]{1,15})\\b.*\\bRequested ([0-9]{1,15})\\b");

    static ErrorBody of(HttpReply reply) {
        return Wire.read(reply.body()).map(body -> of(body.path("error"))).orElse(nothing());
    }

    static ErrorBody of(JsonNode error) {
        if (error.isTextual()) {
            return new ErrorBody("", "", error.asText(), List.of());
        }
        List<String> details = new ArrayList<>();
        error.path("moderation_details").path("categories").forEach(category -> details.add(category.asText("")));
        return new ErrorBody(text(error, "type"), text(error, "code"), text(error, "message"), details);
    }

    private static ErrorBody nothing() {
        return new ErrorBody("", "", "", List.of());
    }

    private static String text(JsonNode error, String name) {
        JsonNode member = error.path(name);
        return member.isValueNode() && !member.isNull() ? member.asText() : "";
    }

    boolean saysNoMoney() {
        return NO_MONEY.contains(code) || NO_MONEY.contains(type);
    }

    boolean is(String wanted) {
        return code.equals(wanted);
    }

    /** Whether the request is larger than all that may be sent in a minute: it never gets through, however long one waits. */
    boolean saysTooLargeForAnyMinute() {
        Matcher numbers = TOO_LARGE.matcher(message);
        return numbers.find() && Long.parseLong(numbers.group(2)) > Long.parseLong(numbers.group(1));
    }

    /** Returns the words that can be shown: names of errors, which are neither prompts nor keys. */
    String words() {
        List<String> words = new ArrayList<>(List.of(code, type));
        words.addAll(details);
        words.removeIf(word -> !WORD.matcher(word).matches());
        return words.isEmpty()
                ? ""
                : ": " + String.join(", ", Set.copyOf(words).stream().sorted().toList());
    }
}
