// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.darkroom.http.HttpFailure.Kind;
import java.net.InetAddress;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TlsTest {
    private final HeldCertificate certificate = new HeldCertificate.Builder()
            .commonName("a.test")
            .addSubjectAlternativeName("a.test")
            .build();
    private final HandshakeCertificates serverSide =
            new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    private final HandshakeCertificates clientSide = new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.useHttps(serverSide.sslSocketFactory());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void speaksToAServerWithTheRightCertificate() throws Exception {
        server.enqueue(new MockResponse.Builder().body("hello").build());

        try (GuardedHttp http = trusting().build()) {
            assertThat(http.send(HttpCall.get("https://a.test:" + server.getPort() + "/"))
                            .text())
                    .isEqualTo("hello");
        }
    }

    @Test
    void refusesTheCertificateOfAnotherHost() {
        assertThat(failure(trusting(), "https://b.test:")).isEqualTo(Kind.BLOCKED);
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        assertThat(failure(settings(), "https://a.test:")).isEqualTo(Kind.BLOCKED);
    }

    @Test
    void doesNotFollowFromHttpsToHttp() {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "http://a.test:" + server.getPort() + "/")
                .build());

        assertThat(failure(trusting(), "https://a.test:")).isEqualTo(Kind.BLOCKED);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private GuardedHttp.Builder trusting() {
        return settings().trusting(clientSide.sslSocketFactory(), clientSide.trustManager());
    }

    private GuardedHttp.Builder settings() {
        return GuardedHttp.builder()
                .resolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()})
                .allowHost("a.test", server.getPort())
                .allowHost("b.test", server.getPort());
    }

    private Kind failure(GuardedHttp.Builder settings, String start) {
        try (GuardedHttp http = settings.build()) {
            return catchThrowableOfType(
                            HttpFailure.class, () -> http.send(HttpCall.get(start + server.getPort() + "/")))
                    .kind();
        }
    }
}
