// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.http.HttpFailure.Kind;
import dev.darkroom.http.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/*
 * The tags decide, never the summary, whose end changes by design. Nothing of a body is shown but its tags and what looks
 * like a name or a number: a plain text of status 400 repeats the header with the token.
 */
/** Says what a bad reply of Dropbox means, and what to do about it. */
final class Refusals {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final long LONGEST_WAIT_SECONDS = 3_600;
    private static final Pattern NAME = Pattern.compile("[a-z_.]{1,60}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,30}");

    private Refusals() {}

    static boolean saysExpired(HttpReply reply) {
        return reply.status() == 401 && Tags.of(error(reply)).equals("expired_access_token");
    }

    static IOException of(HttpReply reply) {
        return switch (reply.status()) {
            case 400 -> refused(reply, "answered 400: " + badRequest(reply));
            case 401 -> refused(reply, "answered 401: " + unauthorized(error(reply)));
            case 403 ->
                refused(
                        reply,
                        "answered 403 (" + Tags.of(error(reply))
                                + "): this account or its team may not do that; look at its plan and the team's rules");
            case 409 -> conflict(reply);
            case 422 -> refused(reply, "answered 422: " + pathRoot(error(reply)));
            case 429 -> reply.failure(Kind.TRY_LATER, "answered 429: too many requests", rest(reply));
            default -> other(reply);
        };
    }

    private static HttpFailure refused(HttpReply reply, String words) {
        return reply.failure(Kind.REFUSED, words);
    }

    private static HttpFailure other(HttpReply reply) {
        int status = reply.status();
        boolean forNow = status >= 500 || status == 408 || status == 425;
        return forNow
                ? reply.failure(Kind.TRY_LATER, "answered " + status)
                : refused(
                        reply, "answered " + status + ", which Dropbox does not: is the address of its server right?");
    }

    private static String badRequest(HttpReply reply) {
        return reply.text().contains("uthorization")
                ? "the token is none that Dropbox could have given; set it anew"
                : "the call is not one that Dropbox understands";
    }

    private static String unauthorized(JsonNode error) {
        String tag = Tags.of(error);
        return switch (tag) {
            case "expired_access_token" ->
                "the access token has expired; those live four hours, so set DROPBOX_REFRESH_TOKEN and DROPBOX_APP_KEY";
            case "invalid_access_token" ->
                "the access token is not valid; link the app with Dropbox again, and set the new one";
            case "missing_scope" ->
                "the app lacks the scope '" + shown(error.path("required_scope"), NAME)
                        + "'; tick it among the app's permissions, then link the account again";
            case "invalid_select_user", "invalid_select_admin" ->
                "DROPBOX_SELECT_USER names nobody for whom this token may act (" + tag + ")";
            case "user_suspended" -> "the account is suspended";
            default -> "the token is refused (" + tag + "); link the app with Dropbox again, and set the new one";
        };
    }

    private static String pathRoot(JsonNode error) {
        String tag = Tags.of(error);
        if (tag.equals("invalid_root")) {
            return "paths can't begin in the namespace of DROPBOX_PATH_ROOT; the account's root is "
                    + shown(error.path(tag).path("root_namespace_id"), NUMBER) + " now";
        }
        return "DROPBOX_PATH_ROOT is refused (" + tag + ")";
    }

    private static ConflictException conflict(HttpReply reply) {
        List<String> tags = Tags.path(error(reply));
        // The failure is made for its message, which names the call.
        String message =
                refused(reply, "answered 409: " + String.join("/", tags)).getMessage();
        return new ConflictException(String.valueOf(message), tags);
    }

    /** The header is the one that is documented; the member may say something else. */
    private static Duration rest(HttpReply reply) {
        JsonNode member = error(reply).path("retry_after");
        return reply.retryAfter()
                .orElse(
                        member.canConvertToLong() && member.asLong() > 0
                                ? Duration.ofSeconds(Math.min(member.asLong(), LONGEST_WAIT_SECONDS))
                                : SHORTEST_WAIT);
    }

    private static JsonNode error(HttpReply reply) {
        return Json.read(reply.text()).path("error");
    }

    private static String shown(JsonNode text, Pattern allowed) {
        return allowed.matcher(text.asText("")).matches() ? text.asText() : "?";
    }
}
