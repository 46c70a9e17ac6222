// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.http.HttpBody;
import dev.darkroom.http.HttpCall;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.http.HttpFailure.Kind;
import dev.darkroom.http.HttpReply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the access token, and gets a new one shortly before it ends.
 *
 * <p>However many threads ask, one request is under way; its outcome is theirs too, be it a failure.
 */
final class Tokens {
    private static final Logger log = LoggerFactory.getLogger(Tokens.class);
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long MAX_REPLY = 64 << 10;
    private static final long LONGEST_LIFE_SECONDS = Duration.ofDays(365).toSeconds();

    private final GuardedHttp http;
    private final DropboxSettings settings;
    private final InstantSource clock;

    // Guarded by this object's monitor.
    private @Nullable Token token;
    private @Nullable CompletableFuture<Token> underWay;

    Tokens(GuardedHttp http, DropboxSettings settings, InstantSource clock) {
        this.http = http;
        this.settings = settings;
        this.clock = clock;
        this.token = settings.accessToken()
                .map(given -> new Token(given, Instant.MAX, Instant.MAX))
                .orElse(null);
    }

    /** An access token, with when to replace it and when it ends; its text does not show it. */
    private record Token(String value, Instant dueAt, Instant endsAt) {
        @Override
        public String toString() {
            return "a token until " + endsAt;
        }
    }

    /** Returns a token that is good for some minutes, as far as one can know. */
    String current() throws IOException, InterruptedException {
        CompletableFuture<Token> outcome;
        synchronized (this) {
            if (token != null && clock.instant().isBefore(token.dueAt())) {
                return token.value();
            }
            outcome = underWay;
            if (outcome == null) {
                underWay = new CompletableFuture<>();
            }
        }
        return outcome == null ? lead() : follow(outcome);
    }

    /**
     * Says that Dropbox takes a token for expired.
     *
     * @return whether there can be another one
     */
    synchronized boolean expired(String refused) {
        if (settings.refreshToken().isEmpty()) {
            return false;
        }
        if (token != null && token.value().equals(refused)) {
            token = null;
        }
        return true;
    }

    private String lead() throws IOException, InterruptedException {
        try {
            Token fresh = request();
            settle(fresh, null);
            return fresh.value();
        } catch (InterruptedException e) {
            settle(null, new IOException("asking Dropbox for a new access token was broken off"));
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            settle(null, e);
            return stillGood(e);
        }
    }

    private synchronized void settle(@Nullable Token fresh, @Nullable Throwable failure) {
        CompletableFuture<Token> outcome = underWay;
        underWay = null;
        if (outcome == null) {
            return;
        }
        if (fresh != null) {
            token = fresh;
            outcome.complete(fresh);
        } else if (failure != null) {
            outcome.completeExceptionally(failure);
        }
    }

    private String follow(CompletableFuture<Token> outcome) throws IOException, InterruptedException {
        try {
            return outcome.get().value();
        } catch (ExecutionException e) {
            return stillGood(e.getCause());
        }
    }

    /** A token is replaced minutes before its end, so a failure then is no trouble yet. */
    private String stillGood(@Nullable Throwable failure) throws IOException {
        synchronized (this) {
            if (token != null && clock.instant().isBefore(token.endsAt())) {
                log.warn("there is no new access token for Dropbox yet: {}", String.valueOf(failure));
                return token.value();
            }
        }
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException("asking Dropbox for a new access token broke", failure);
    }

    private Token request() throws IOException, InterruptedException {
        Instant asked = clock.instant();
        HttpReply reply = send(call());
        if (!reply.success()) {
            throw refusal(reply);
        }
        JsonNode answer = Json.read(reply.text());
        String value = answer.path("access_token").asText("");
        if (!DropboxSettings.isSendable(value)) {
            throw reply.failure(Kind.TRY_LATER, "answered without an access token; is that Dropbox?");
        }
        long seconds = Math.min(answer.path("expires_in").asLong(0), LONGEST_LIFE_SECONDS);
        Duration life = Duration.ofSeconds(Math.max(seconds, 1));
        Duration early = life.compareTo(EARLY.multipliedBy(2)) < 0 ? life.dividedBy(2) : EARLY;
        return new Token(value, asked.plus(life).minus(early), asked.plus(life));
    }

    /** It may be asked any number of times, so a lost answer is no more than a failure. */
    private HttpReply send(HttpCall call) throws IOException, InterruptedException {
        try {
            return http.send(call);
        } catch (HttpFailure e) {
            throw e.kind() == Kind.MAYBE_DONE ? new IOException(e.getMessage(), e) : e;
        }
    }

    private HttpCall call() {
        String form = "grant_type=refresh_token&refresh_token="
                + encoded(settings.refreshToken().orElse(""));
        String key = settings.appKey().orElse("");
        HttpCall call =
                HttpCall.post(settings.api() + "/oauth2/token").timeout(TIMEOUT).maxReply(MAX_REPLY);
        return settings.appSecret()
                .map(secret -> call.header("Authorization", "Basic " + base64(key + ":" + secret))
                        .body(form(form)))
                .orElseGet(() -> call.body(form(form + "&client_id=" + encoded(key))));
    }

    private static HttpBody form(String text) {
        return HttpBody.of("application/x-www-form-urlencoded", text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static IOException refusal(HttpReply reply) {
        JsonNode code = Json.read(reply.text()).path("error");
        boolean isOauth = (reply.status() == 400 || reply.status() == 401) && code.isTextual();
        return isOauth
                ? reply.failure(Kind.REFUSED, "answered " + reply.status() + ": " + words(Tags.of(code)))
                : Refusals.of(reply);
    }

    private static String words(String code) {
        return switch (code) {
            case "invalid_grant" ->
                "the refresh token is not valid or was revoked; link the app with Dropbox again, and set the new one";
            case "invalid_client", "invalid_client_id" -> "the app key is unknown, or the app secret doesn't fit it";
            default -> "no access token is given (" + code + ")";
        };
    }
}
