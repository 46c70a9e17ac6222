// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;

/**
 * A provider that lives in this process: it answers on a port of this machine as the real one does, fails as it is told,
 * and counts what the real one would bill.
 *
 * <pre>{@code
 * try (FakeOpenAi openai = FakeOpenAi.start(clock)) {
 *     openai.next(Fault.TOO_MANY, Fault.LOST_REPLY);
 *     ...
 *     assertThat(openai.billed()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Safe to share between threads.
 */
public abstract class FakeServer implements AutoCloseable {
    private static final String HTML = "<html><body><h1>Bad gateway</h1></body></html>";

    private final MockWebServer server = new MockWebServer();
    private final InstantSource clock;

    // Guarded by this object's monitor.
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Billed> billed = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();

    /**
     * A request that the provider would bill.
     *
     * @param path what was asked
     * @param units what it used, by unit
     */
    public record Billed(String path, Map<String, BigDecimal> units) {}

    /** Starts on a free port; by this clock it tells how often it was asked. */
    protected FakeServer(InstantSource clock) {
        this.clock = clock;
        server.setDispatcher(new Answers());
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("a fake server found no port", e);
        }
    }

    /** Answers a request to which nothing happens. */
    protected abstract FakeReply answer(FakeRequest request);

    /** Refuses as the provider does with this status; a wait is told as it tells it. */
    protected abstract FakeReply refusal(int status, boolean withWait);

    /** Whether a request counts: faults happen only to those, and only they are counted. */
    protected boolean counts(FakeRequest request) {
        return true;
    }

    /** Returns the address, without a slash at its end. */
    public String url() {
        return "http://" + server.getHostName() + ":" + server.getPort();
    }

    /** Returns the host's name, for a client that has to allow it. */
    public String host() {
        return server.getHostName();
    }

    /** Returns the port. */
    public int port() {
        return server.getPort();
    }

    /** Lets this happen to the next requests, one after the other. */
    public synchronized FakeServer next(Fault... more) {
        faults.addAll(List.of(more));
        return this;
    }

    /** Returns what the provider would bill, in the order in which it was done. */
    public synchronized List<Billed> billed() {
        return List.copyOf(billed);
    }

    /** Returns how many requests came. */
    public synchronized int requests() {
        return asked.size();
    }

    /** Returns how many requests came in the busiest window of this length; windows begin at its multiples since 1970. */
    public synchronized int mostIn(Duration window) {
        Map<Long, Integer> counts = new HashMap<>();
        asked.forEach(at -> counts.merge(Math.floorDiv(at.toEpochMilli(), window.toMillis()), 1, Integer::sum));
        return counts.values().stream().mapToInt(count -> count).max().orElse(0);
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized FakeReply work(FakeRequest request) {
        FakeReply reply = answer(request);
        if (!reply.billed().isEmpty()) {
            billed.add(new Billed(request.path(), reply.billed()));
        }
        return reply;
    }

    private synchronized Optional<Fault> arrive(FakeRequest request) {
        if (!counts(request)) {
            return Optional.empty();
        }
        asked.add(clock.instant());
        return Optional.ofNullable(faults.poll());
    }

    private MockResponse respond(FakeRequest request) {
        Optional<Fault> fault = arrive(request);
        return fault.isPresent()
                ? fail(request, fault.get())
                : plain(work(request)).build();
    }

    private MockResponse fail(FakeRequest request, Fault fault) {
        return switch (fault) {
            case TOO_MANY_FOR_A_WHILE -> plain(refusal(429, true)).build();
            case TOO_MANY -> plain(refusal(429, false)).build();
            case BROKEN -> plain(refusal(500, false)).build();
            case OVERLOADED -> plain(refusal(503, false)).build();
            case GATEWAY -> html(502);
            case RESET ->
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build();
            case HANG -> after(request, builder -> builder.onResponseStart(SocketEffect.Stall.INSTANCE));
            case TRUNCATED -> after(request, builder -> builder.onResponseBody(new SocketEffect.CloseSocket()));
            case LOST_REPLY -> after(request, builder -> builder.onResponseStart(new SocketEffect.CloseSocket()));
            case SLOW_DRIP -> after(request, builder -> builder.throttleBody(64, 5, TimeUnit.MILLISECONDS));
            case WRONG_TYPE -> {
                work(request);
                yield html(200);
            }
        };
    }

    private MockResponse after(FakeRequest request, Consumer<MockResponse.Builder> effect) {
        MockResponse.Builder response = plain(work(request));
        effect.accept(response);
        return response.build();
    }

    private static MockResponse html(int status) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("content-type", "text/html")
                .body(HTML)
                .build();
    }

    private static MockResponse.Builder plain(FakeReply reply) {
        MockResponse.Builder response = new MockResponse.Builder().code(reply.status());
        reply.headers().forEach(response::setHeader);
        return response.body(new Buffer().write(reply.body()));
    }

    private static FakeRequest request(RecordedRequest recorded) {
        Map<String, String> headers = new HashMap<>();
        Headers sent = recorded.getHeaders();
        for (int i = 0; i < sent.size(); i++) {
            headers.put(sent.name(i).toLowerCase(Locale.ROOT), sent.value(i));
        }
        ByteString body = recorded.getBody();
        return new FakeRequest(
                recorded.getMethod(),
                recorded.getUrl().encodedPath(),
                headers,
                body == null ? new byte[0] : body.toByteArray());
    }

    private final class Answers extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest recorded) {
            return respond(request(recorded));
        }
    }
}
