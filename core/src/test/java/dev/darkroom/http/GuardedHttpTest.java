// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.darkroom.http.HttpFailure.Kind;
import dev.darkroom.image.ImageContent;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GuardedHttpTest {
    private static final Resolver LOOPBACK = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};

    @TempDir
    private Path folder;

    private final MockWebServer server = new MockWebServer();
    private GuardedHttp http;

    @BeforeEach
    void start() throws Exception {
        server.start();
        http = GuardedHttp.builder()
                .resolver(LOOPBACK)
                .allowHost("a.test", server.getPort())
                .allowHost("b.test", server.getPort())
                .temporaryFolder(folder)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void postsJsonWithAKey() throws Exception {
        server.enqueue(
                reply(200).addHeader("X-Request-Id", "r1").body("{\"ok\":true}").build());

        HttpReply reply = http.send(
                HttpCall.post(url("/v1")).header("Authorization", "Bearer k").body(HttpBody.json("{\"n\":1}")));

        assertThat(reply.requireSuccess().text()).isEqualTo("{\"ok\":true}");
        assertThat(reply.header("x-request-ID")).contains("r1");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer k");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("Darkroom");
        assertThat(request.getBody().utf8()).isEqualTo("{\"n\":1}");
    }

    @Test
    void postsAForm() throws Exception {
        server.enqueue(reply(200).build());
        Path picture = Files.write(folder.resolve("p.png"), new byte[] {1, 2, 3});
        HttpBody form = HttpBody.form()
                .field("prompt", "a cat")
                .file("image", "cat.png", "image/png", ImageContent.of(picture))
                .build();

        http.send(HttpCall.post(url("/edit")).body(form)).requireSuccess();

        String sent = server.takeRequest().getBody().string(StandardCharsets.ISO_8859_1);
        assertThat(sent).contains("name=\"prompt\"", "a cat", "filename=\"cat.png\"", "image/png", "\1\2\3");
    }

    @Test
    void keepsShortDownloadsInMemoryAndLongOnesInAFileThatGoesAway() throws Exception {
        server.enqueue(reply(200).body("short").build());
        server.enqueue(reply(200).body("x".repeat(3 << 20)).build());

        try (ImageContent content = http.download(HttpCall.get(url("/short")))) {
            assertThat(content.bytes()).asString().isEqualTo("short");
            assertThat(files()).isEmpty();
        }
        try (ImageContent content = http.download(HttpCall.get(url("/long")))) {
            assertThat(content.size()).isEqualTo(3 << 20);
            assertThat(files()).hasSize(1);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void fetchesAPictureWithWhatTheServiceSaysOfIt() throws Exception {
        server.enqueue(reply(200).addHeader("X-Rev", "7").body("picture").build());

        try (Download download = http.fetch(HttpCall.get(url("/")))) {
            assertThat(download.reply().header("X-Rev")).contains("7");
            assertThat(download.content().bytes()).asString().isEqualTo("picture");
        }
    }

    @Test
    void aRefusedFetchKeepsTheWordsOfTheService() throws Exception {
        server.enqueue(reply(409).body("not_found").build());

        try (Download download = http.fetch(HttpCall.get(url("/")))) {
            assertThat(download.reply().text()).isEqualTo("not_found");
            assertThat(download.toString()).isEqualTo("409 with no picture");
            assertThatThrownBy(download::content).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aDiskThatTakesNothingIsATroubleForNowAndSaysSo() {
        server.enqueue(reply(200).body("x".repeat(3 << 20)).build());
        try (GuardedHttp unmounted = GuardedHttp.builder()
                .resolver(LOOPBACK)
                .allowHost("a.test", server.getPort())
                .temporaryFolder(folder.resolve("unmounted"))
                .build()) {

            HttpFailure failure = fails(() -> unmounted.download(HttpCall.get(url("/"))));

            assertThat(failure.kind()).isEqualTo(Kind.TRY_LATER);
            assertThat(failure).hasMessageContaining("could not be kept on this machine's disk");
        }
    }

    @Test
    void aProviderMayKnowALongerWaitThanTheHeaders() throws Exception {
        server.enqueue(reply(429).build());

        HttpFailure failure =
                http.send(HttpCall.get(url("/"))).failure(Kind.TRY_LATER, "is busy", Duration.ofMinutes(5));

        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(failure.status()).hasValue(429);
    }

    @Test
    void countsDecodedBytes() throws Exception {
        server.enqueue(reply(200)
                .addHeader("Content-Encoding", "gzip")
                .body(zipped(64 << 20))
                .build());

        assertThat(fails(() -> http.download(HttpCall.get(url("/bomb")).maxReply(1 << 20)))
                        .kind())
                .isEqualTo(Kind.TOO_LARGE);
        assertThat(files()).isEmpty();
    }

    @Test
    void tooLongAReplyToAPaidCallIsNoReasonToPayAgain() {
        server.enqueue(reply(200).body("x".repeat(100)).build());

        assertThat(fails(() -> http.send(HttpCall.post(url("/pay")).maxReply(10)))
                        .kind())
                .isEqualTo(Kind.MAYBE_DONE);
    }

    @Test
    void keysStayWithTheirOrigin() throws Exception {
        server.enqueue(redirect(url("/same")));
        server.enqueue(redirect("http://b.test:" + server.getPort() + "/other"));
        server.enqueue(redirect(url("/back")));
        server.enqueue(reply(200).build());

        http.send(HttpCall.get(url("/start"))
                        .header("Authorization", "Bearer k")
                        .header("Cookie", "c=1")
                        .header("X-Api-Key", "k")
                        .header("Accept", "image/*"))
                .requireSuccess();

        assertThat(keys(server.takeRequest())).isEqualTo(3);
        assertThat(keys(server.takeRequest())).isEqualTo(3);
        RecordedRequest other = server.takeRequest();
        assertThat(keys(other)).isZero();
        assertThat(other.getHeaders().get("Accept")).isEqualTo("image/*");
        assertThat(keys(server.takeRequest())).isZero();
    }

    @Test
    void followsFiveRedirectsAndNoSixth() throws Exception {
        enqueueRedirects(5);
        server.enqueue(reply(200).body("there").build());
        assertThat(http.send(HttpCall.get(url("/"))).text()).isEqualTo("there");

        enqueueRedirects(6);
        assertThat(fails(() -> http.send(HttpCall.get(url("/")))))
                .extracting(HttpFailure::kind)
                .isEqualTo(Kind.BLOCKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "//127.0.0.1/",
                "http://c.test/",
                "http://a.test:22/",
                "http://user:pw@a.test/",
                "http://[::1]/",
                "http://169.254.169.254/latest/meta-data/",
                "file:///etc/passwd",
                "data:image/png;base64,AAAA",
                "gopher://a.test/"
            })
    void checksEveryRedirect(String target) {
        server.enqueue(redirect(target));

        assertThat(fails(() -> http.download(HttpCall.get(url("/")))).kind()).isEqualTo(Kind.BLOCKED);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void redirectsNoPost() throws Exception {
        server.enqueue(reply(307).addHeader("Location", url("/again")).build());

        HttpReply reply = http.send(HttpCall.post(url("/pay")).body(HttpBody.json("{}")));

        assertThat(fails(reply::requireSuccess).kind()).isEqualTo(Kind.REFUSED);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anOpenConnectionIsNoWayAroundTheCheck() throws Exception {
        server.enqueue(reply(200).build());
        http.send(HttpCall.get(url("/"))).requireSuccess();

        assertThat(fails(() -> http.send(HttpCall.get("http://c.test:" + server.getPort() + "/")))
                        .kind())
                .isEqualTo(Kind.BLOCKED);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void resolvesANameOnceForACheckAndItsConnection() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Resolver counting = host -> {
            asked.incrementAndGet();
            return LOOPBACK.resolve(host);
        };
        server.enqueue(reply(200).build());

        try (GuardedHttp counted = GuardedHttp.builder()
                .resolver(counting)
                .allowHost("a.test", server.getPort())
                .build()) {
            counted.send(HttpCall.get(url("/"))).requireSuccess();
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void sendsNothingTwiceEvenWhenToldToComeBackAtOnce() throws Exception {
        server.enqueue(reply(503).addHeader("Retry-After", "0").build());

        HttpReply reply = http.send(HttpCall.post(url("/pay")));

        assertThat(reply.retryAfter()).contains(Duration.ZERO);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED, REFUSED",
        "401, REFUSED, REFUSED",
        "402, REFUSED, REFUSED",
        "404, REFUSED, REFUSED",
        "408, TRY_LATER, TRY_LATER",
        "425, TRY_LATER, TRY_LATER",
        "429, TRY_LATER, TRY_LATER",
        "500, TRY_LATER, TRY_LATER",
        "502, TRY_LATER, MAYBE_DONE",
        "503, TRY_LATER, TRY_LATER",
        "504, TRY_LATER, MAYBE_DONE",
        "304, REFUSED, REFUSED"
    })
    void sortsStatuses(int status, Kind got, Kind posted) {
        assertThat(StatusKinds.of(status, true)).isEqualTo(got);
        assertThat(StatusKinds.of(status, false)).isEqualTo(posted);
    }

    @Test
    void aRefusalTellsTheStatusAndTheWait() {
        server.enqueue(reply(429).addHeader("Retry-After", "7").build());

        HttpFailure failure = fails(() -> http.download(HttpCall.get(url("/"))));

        assertThat(failure.status()).hasValue(429);
        assertThat(failure.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(7)));
        assertThat(failure).hasMessage("GET http://a.test:" + server.getPort() + "/ answered 429");
    }

    @Test
    void usesNoProxyOfTheJvm() throws Exception {
        server.enqueue(reply(200).build());
        String[] proxies = {"http.proxyHost", "socksProxyHost"};
        try {
            for (String proxy : proxies) {
                System.setProperty(proxy, "proxy.invalid");
            }
            http.send(HttpCall.get(url("/"))).requireSuccess();
        } finally {
            for (String proxy : proxies) {
                System.clearProperty(proxy);
            }
        }
    }

    @Test
    void anInterruptEndsTheCall() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = callThatGetsNoReply(thrown);

        caller.interrupt();
        caller.join(5_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void closingEndsTheCallsUnderWay() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = callThatGetsNoReply(thrown);

        http.close();
        caller.join(5_000);

        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.MAYBE_DONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://a.test", "a.test:80", "a.test/x", "user@a.test", "a b"})
    void anAllowedHostIsAHost(String host) {
        assertThatThrownBy(() -> GuardedHttp.builder().allowHost(host)).isInstanceOf(IllegalArgumentException.class);
    }

    private Thread callThatGetsNoReply(AtomicReference<Throwable> thrown) throws InterruptedException {
        Thread caller = new Thread(() -> {
            try {
                http.send(HttpCall.post(url("/slow")));
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        caller.start();
        server.takeRequest();
        return caller;
    }

    @Test
    void itsThreadsHaveNamesAndEndWithIt() throws Exception {
        server.enqueue(reply(200).build());
        http.send(HttpCall.get(url("/"))).requireSuccess();
        Thread[] own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("darkroom-http-"))
                .toArray(Thread[]::new);
        assertThat(own).isNotEmpty();

        http.close();

        Awaitility.await().until(() -> Stream.of(own).noneMatch(Thread::isAlive));
        assertThatThrownBy(() -> http.send(HttpCall.get(url("/")))).isInstanceOf(IllegalStateException.class);
    }

    private String url(String path) {
        return "http://a.test:" + server.getPort() + path;
    }

    private void enqueueRedirects(int count) {
        for (int i = 0; i < count; i++) {
            server.enqueue(redirect(i % 2 == 0 ? "/next" : url("/next")));
        }
    }

    private static MockResponse.Builder reply(int status) {
        return new MockResponse.Builder().code(status);
    }

    private static MockResponse redirect(String target) {
        return reply(302).addHeader("Location", target).build();
    }

    private static int keys(RecordedRequest request) {
        return (int) Stream.of("Authorization", "Cookie", "X-Api-Key")
                .filter(name -> request.getHeaders().get(name) != null)
                .count();
    }

    private static Buffer zipped(int length) throws Exception {
        Buffer zipped = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(zipped))) {
            byte[] block = new byte[1 << 20];
            for (int written = 0; written < length; written += block.length) {
                sink.write(block);
            }
        }
        return zipped;
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static HttpFailure fails(ThrowingCallable call) {
        return catchThrowableOfType(HttpFailure.class, call);
    }
}
