// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.darkroom.http.HttpFailure.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HostileServerTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir
    private Path folder;

    private GuardedHttp http = GuardedHttp.builder().build();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aDeclaredLengthOverTheLimitIsRefusedUnread() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 107374182400\r\n\r\n")) {
            assertThat(downloadFails(server, HttpCall.get(server.url()).maxReply(1000)))
                    .hasMessageContaining("107374182400")
                    .hasMessageContaining("1000")
                    .extracting(HttpFailure::kind)
                    .isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void anEndlessBodyStopsAtTheLimit() throws Exception {
        byte[] block = new byte[64 << 10];
        try (RawServer server = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
            while (true) {
                out.write(block);
            }
        })) {
            assertThat(downloadFails(server, HttpCall.get(server.url()).maxReply(5 << 20))
                            .kind())
                    .isEqualTo(Kind.TOO_LARGE);
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aDrippingBodyEndsWithTheTimeOfTheCall() throws Exception {
        try (RawServer server = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
            RawServer.drip(out);
        })) {
            assertThat(downloadFails(server, HttpCall.get(server.url()).timeout(SHORT)))
                    .hasMessageContaining("400 ms")
                    .extracting(HttpFailure::kind)
                    .isEqualTo(Kind.TRY_LATER);
        }
    }

    @Test
    void drippingHeadersEndWithTheTimeOfTheCall() throws Exception {
        try (RawServer server = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(US_ASCII));
            RawServer.drip(out);
        })) {
            assertThat(downloadFails(server, HttpCall.get(server.url()).timeout(SHORT))
                            .kind())
                    .isEqualTo(Kind.TRY_LATER);
        }
    }

    @Test
    void silenceAfterAPaidRequestMayHaveBeenBilled() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer(out -> over.await())) {
            HttpCall paid =
                    HttpCall.post(server.url()).body(HttpBody.json("{}")).timeout(SHORT);

            assertThat(sendFails(server, paid).kind()).isEqualTo(Kind.MAYBE_DONE);
        } finally {
            over.countDown();
        }
    }

    @Test
    void manyHeadersAreRefused() throws Exception {
        StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("X: y\r\n");
        }
        try (RawServer server = RawServer.saying(text.append("\r\n").toString())) {
            assertThat(downloadFails(server, HttpCall.get(server.url())).kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void aHugeHeaderIsRefused() throws Exception {
        String text = "HTTP/1.1 200 OK\r\nX: " + "y".repeat(1 << 20) + "\r\n\r\n";
        try (RawServer server = RawServer.saying(text)) {
            assertThat(downloadFails(server, HttpCall.get(server.url())).kind()).isEqualTo(Kind.TRY_LATER);
        }
    }

    @Test
    void aTruncatedBodyIsTriedLater() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 4000000\r\n\r\n";
        try (RawServer server = RawServer.saying(head + "x".repeat(3_000_000))) {
            assertThat(downloadFails(server, HttpCall.get(server.url())).kind()).isEqualTo(Kind.TRY_LATER);
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aTruncatedReplyToAPaidRequestMayHaveBeenBilled() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")) {
            assertThat(sendFails(server, HttpCall.post(server.url())).kind()).isEqualTo(Kind.MAYBE_DONE);
        }
    }

    @Test
    void aTruncatedRefusalIsStillARefusal() throws Exception {
        String text = "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 1000\r\n\r\n{";
        try (RawServer server = RawServer.saying(text)) {
            HttpReply reply = client(server).send(HttpCall.post(server.url()));

            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.text()).isEqualTo("{");
            assertThat(reply.retryAfter()).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void noListenerMeansNothingWasSent() throws Exception {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        http = GuardedHttp.builder().allowHost("127.0.0.1", free).build();

        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class, () -> http.send(HttpCall.post("http://127.0.0.1:" + free + "/pay")));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure.retryable()).isTrue();
    }

    private GuardedHttp client(RawServer server) {
        http.close();
        http = GuardedHttp.builder()
                .allowHost("127.0.0.1", server.port())
                .temporaryFolder(folder)
                .timeout(Duration.ofSeconds(20))
                .build();
        return http;
    }

    private HttpFailure downloadFails(RawServer server, HttpCall call) {
        return catchThrowableOfType(HttpFailure.class, () -> client(server).download(call));
    }

    private HttpFailure sendFails(RawServer server, HttpCall call) {
        return catchThrowableOfType(HttpFailure.class, () -> client(server).send(call));
    }

    private Stream<Path> leftovers() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        }
    }
}
