// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.http.Download;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.http.HttpBody;
import dev.darkroom.http.HttpCall;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.http.HttpFailure.Kind;
import dev.darkroom.http.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/*
 * Only what reads is here, so a call whose answer was lost is simply a failure that may be repeated. Downloads are sent as
 * GET, which Dropbox takes as well as POST, so that the client knows that too.
 */
/** The calls to Dropbox: authorized, repeated once with a new token, and sorted when they fail. */
final class DropboxApi {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final long MAX_REPLY = 16 << 20;

    /** Dropbox answers up to 90 seconds after the time it was given. */
    private static final Duration LATEST_ANSWER = Duration.ofSeconds(100);

    private final GuardedHttp http;
    private final DropboxSettings settings;
    private final Tokens tokens;

    DropboxApi(GuardedHttp http, DropboxSettings settings, InstantSource clock) {
        this.http = http;
        this.settings = settings;
        this.tokens = new Tokens(http, settings, clock);
    }

    private interface Sending<R> {
        R send(HttpCall call) throws IOException, InterruptedException;
    }

    private interface Head<R> {
        HttpReply of(R answer);
    }

    /** Makes a call with an argument and an answer in JSON. */
    JsonNode call(String route, ObjectNode argument) throws IOException, InterruptedException {
        HttpCall call = HttpCall.post(settings.api() + "/2/" + route)
                .body(HttpBody.json(argument.toString()))
                .maxReply(MAX_REPLY)
                .timeout(TIMEOUT);
        return answer(authorized(call, this::send, reply -> reply));
    }

    /** Fetches a file; the caller closes what it gets. */
    Download download(String path, long maxBytes) throws IOException, InterruptedException {
        HttpCall call = HttpCall.get(settings.content() + "/2/files/download")
                .header("Dropbox-API-Arg", Json.headerSafe(Json.object().put("path", path)))
                .maxReply(maxBytes)
                .timeout(settings.downloadTimeout());
        Download download = authorized(call, http::fetch, Download::reply);
        if (!download.reply().success()) {
            throw Refusals.of(download.reply());
        }
        return download;
    }

    /** Waits until something changes after a cursor; this call must not be authorized. */
    JsonNode longPoll(String cursor, Duration time) throws IOException, InterruptedException {
        ObjectNode argument = Json.object().put("cursor", cursor).put("timeout", time.toSeconds());
        HttpCall call = HttpCall.post(settings.notifying() + "/2/files/list_folder/longpoll")
                .body(HttpBody.json(argument.toString()))
                .timeout(time.plus(LATEST_ANSWER));
        return answer(send(call));
    }

    private static JsonNode answer(HttpReply reply) throws IOException {
        if (!reply.success()) {
            throw Refusals.of(reply);
        }
        JsonNode answer = Json.read(reply.text());
        if (answer.isMissingNode()) {
            throw reply.failure(Kind.TRY_LATER, "answered something that is not from Dropbox");
        }
        return answer;
    }

    private <R> R authorized(HttpCall call, Sending<R> sending, Head<R> head) throws IOException, InterruptedException {
        HttpCall bare = withHeaders(call);
        String token = tokens.current();
        R answer = sending.send(authorized(bare, token));
        boolean again = Refusals.saysExpired(head.of(answer)) && tokens.expired(token);
        return again ? sending.send(authorized(bare, tokens.current())) : answer;
    }

    private static HttpCall authorized(HttpCall call, String token) {
        return call.header("Authorization", "Bearer " + token);
    }

    private HttpCall withHeaders(HttpCall call) {
        HttpCall acting = settings.member()
                .map(id -> call.header("Dropbox-API-Select-User", id))
                .orElse(call);
        return settings.rootNamespace()
                .map(id -> acting.header("Dropbox-API-Path-Root", root(id)))
                .orElse(acting);
    }

    private static String root(String namespace) {
        return Json.headerSafe(Json.object().put(".tag", "root").put("root", namespace));
    }

    private HttpReply send(HttpCall call) throws IOException, InterruptedException {
        try {
            return http.send(call);
        } catch (HttpFailure e) {
            throw e.kind() == Kind.MAYBE_DONE ? new IOException(e.getMessage(), e) : e;
        }
    }
}
