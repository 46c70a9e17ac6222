// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.http.HttpBody;
import dev.darkroom.http.HttpCall;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.http.HttpReply;
import dev.darkroom.image.ImageContent;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.darkroom.paid.CallFailure.RefusedForNow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Speaks with the service: addresses, keys, and JSON there and back. */
final class Api {
    /** What Azure has below the names of deployments; elsewhere the model is in the body. */
    private static final Set<String> DEPLOYED =
            Set.of("/chat/completions", "/embeddings", "/images/generations", "/images/edits");

    private static final long LONGEST_REPLY = 160L << 20;

    private final OpenAiSettings settings;
    private final GuardedHttp http;

    Api(OpenAiSettings settings, GuardedHttp http) {
        this.settings = settings;
        this.http = http;
    }

    /** Sends JSON to a model. */
    ApiReply post(String path, String model, String json, Duration timeout) throws CallFailure, InterruptedException {
        return post(path, model, HttpBody.json(json), timeout);
    }

    /** Sends anything to a model. */
    ApiReply post(String path, String model, HttpBody body, Duration timeout) throws CallFailure, InterruptedException {
        HttpReply reply = send(HttpCall.post(address(path, model)).body(body).timeout(timeout));
        return ApiReply.of(reply).orElseThrow(() -> new MaybeBilled(unreadable(path, reply)));
    }

    /** Hands over something that is no work of a model's. */
    ApiReply post(String path, HttpBody body, Duration timeout) throws CallFailure, InterruptedException {
        HttpReply reply = send(HttpCall.post(address(path, Map.of())).body(body).timeout(timeout));
        return ApiReply.of(reply).orElseThrow(() -> new MaybeBilled(unreadable(path, reply)));
    }

    /** Asks for something, which costs nothing and can be done again. */
    ApiReply get(String path, Map<String, String> query, Duration timeout) throws CallFailure, InterruptedException {
        HttpReply reply = send(HttpCall.get(address(path, query)).timeout(timeout));
        return ApiReply.of(reply).orElseThrow(() -> new RefusedForNow(unreadable(path, reply), null));
    }

    /** Fetches a file, which the caller closes. */
    ImageContent download(String path, long longest, Duration timeout) throws CallFailure, InterruptedException {
        try {
            return http.download(withKey(HttpCall.get(address(path, Map.of())))
                    .maxReply(longest)
                    .timeout(timeout));
        } catch (HttpFailure e) {
            throw CallFailure.of(e);
        }
    }

    private HttpReply send(HttpCall call) throws CallFailure, InterruptedException {
        HttpReply reply;
        try {
            reply = http.send(withKey(call).maxReply(LONGEST_REPLY));
        } catch (HttpFailure e) {
            throw CallFailure.of(e);
        }
        if (!reply.success()) {
            throw Refusals.of(reply);
        }
        return reply;
    }

    private static String unreadable(String path, HttpReply reply) {
        return path + " answered " + reply.status() + " with something that can't be read" + Refusals.request(reply);
    }

    private HttpCall withKey(HttpCall call) {
        HttpCall named = settings.keyHeader().isPresent()
                ? call.header(settings.keyHeader().get(), settings.key())
                : call.header("Authorization", "Bearer " + settings.key());
        if (settings.organization().isPresent()) {
            named = named.header("OpenAI-Organization", settings.organization().get());
        }
        if (settings.project().isPresent()) {
            named = named.header("OpenAI-Project", settings.project().get());
        }
        return named.header("Accept", "application/json");
    }

    private String address(String path, String model) {
        String place =
                settings.hasModelInPath() && DEPLOYED.contains(path) ? "/deployments/" + encoded(model) + path : path;
        return address(place, Map.of());
    }

    private String address(String path, Map<String, String> more) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        settings.query().forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
        more.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
        return settings.baseUrl() + path + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
