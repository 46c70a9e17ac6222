// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends a call and follows its redirects by hand, each of them checked like the first address.
 *
 * <p>Only what can be repeated freely is redirected. To another origin go only the headers that are known to be
 * harmless: a key can be in a header of any name. There is no way back from https to http.
 */
final class Hops {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> HARMLESS = Set.of("accept", "accept-language", "user-agent");
    private static final int MAX_HEADERS = 256;
    private static final RequestBody NOTHING = RequestBody.create(new byte[0]);

    private final OkHttpClient client;
    private final UrlRules rules;
    private final int maxRedirects;

    Hops(OkHttpClient client, UrlRules rules, int maxRedirects) {
        this.client = client;
        this.rules = rules;
        this.maxRedirects = maxRedirects;
    }

    <T> T follow(HttpCall call, Exchange<T> exchange, ReplyReader<T> reader) throws IOException {
        HttpUrl url = rules.check(call.url());
        Map<String, String> headers = call.headers();
        for (int hop = 0; ; hop++) {
            Call next = client.newCall(request(call, url, headers, exchange));
            try (Response response = exchange.execute(next)) {
                HttpUrl target = target(call, response);
                if (target == null) {
                    return read(call, response, next, reader);
                }
                if (hop == maxRedirects) {
                    throw new BlockedException("there are more than " + maxRedirects + " redirects");
                }
                headers = sameOrigin(url, target) ? headers : harmless(headers);
                url = target;
            }
        }
    }

    private <T> T read(HttpCall call, Response response, Call running, ReplyReader<T> reader) throws IOException {
        boolean whole = false;
        try {
            if (response.headers().size() > MAX_HEADERS) {
                throw new TooLongException("has more than " + MAX_HEADERS + " headers");
            }
            T value = reader.read(call, response);
            whole = true;
            return value;
        } finally {
            if (!whole) {
                // Closing alone would read on for a while, to use the connection again.
                running.cancel();
            }
        }
    }

    private static Request request(HttpCall call, HttpUrl url, Map<String, String> headers, EventListener listener) {
        Request.Builder request = new Request.Builder().url(url).tag(EventListener.class, listener);
        request.header("User-Agent", "Darkroom");
        headers.forEach(request::header);
        return request.method(call.method(), body(call)).build();
    }

    private static @Nullable RequestBody body(HttpCall call) {
        if (call.repeatable()) {
            return null;
        }
        return call.body().map(HttpBody::body).orElse(NOTHING);
    }

    private @Nullable HttpUrl target(HttpCall call, Response response) throws IOException {
        Optional<String> location = location(call, response);
        if (location.isEmpty()) {
            return null;
        }
        HttpUrl from = response.request().url();
        HttpUrl resolved = from.resolve(location.get());
        if (resolved == null) {
            throw new BlockedException("it redirects to what is not an http or https address");
        }
        HttpUrl target = rules.check(resolved.toString());
        if (from.isHttps() && !target.isHttps()) {
            throw new BlockedException("it redirects from https to http");
        }
        return target;
    }

    private static Optional<String> location(HttpCall call, Response response) {
        boolean redirect = call.repeatable() && REDIRECTS.contains(response.code());
        return redirect ? Optional.ofNullable(response.header("Location")) : Optional.empty();
    }

    private static boolean sameOrigin(HttpUrl a, HttpUrl b) {
        return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
    }

    private static Map<String, String> harmless(Map<String, String> headers) {
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}
