// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.http.HttpFailure.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsrfTest {
    private static final GuardRules STANDARD = new GuardRules(false, true, Set.of(80, 443), Map.of());
    private static final Map<String, String> NAMES = Map.of(
            "localhost", "127.0.0.1",
            "127.0.0.1.nip.io", "127.0.0.1",
            "metadata.google.internal", "169.254.169.254");

    private final GuardedHttp http =
            GuardedHttp.builder().resolver(SsrfTest::resolve).build();

    @AfterEach
    void close() {
        http.close();
    }

    static Stream<String> refused() {
        return urls("refuse");
    }

    static Stream<String> allowed() {
        return urls("allow");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String url) {
        assertThatThrownBy(() -> http.send(HttpCall.get(url)))
                .isInstanceOfSatisfying(
                        HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.BLOCKED));
    }

    /** Without a connection: tests use no network. */
    @ParameterizedTest
    @MethodSource("allowed")
    void allows(String url) throws Exception {
        HttpUrl checked = new UrlRules(STANDARD).check(url);

        assertThat(new GuardedDns(SsrfTest::resolve, STANDARD).lookup(checked.host()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "168.63.129.16",
                "192.88.99.1",
                "255.255.255.255",
                "64:ff9b::a00:1",
                "2002:5db8:d822::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "3fff::1",
                "5f00::1",
                "::5db8:d822"
            })
    void knowsWhatIsNotPublic(String address) throws Exception {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "64:ff9b::5db8:d822", "2001:4860:4860::8888", "2a00:1450::1"})
    void knowsWhatIsPublic(String address) throws Exception {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void onePrivateAnswerSpoilsTheName() {
        Resolver mixed = host -> new InetAddress[] {address("93.184.216.34"), address("10.0.0.1")};

        assertThatThrownBy(() -> new GuardedDns(mixed, STANDARD).lookup("mixed.example"))
                .isInstanceOf(BlockedException.class)
                .hasMessageNotContaining("10.0.0.1");
    }

    @Test
    void theSocketChecksOnceMore() throws Exception {
        try (Socket socket = new GuardedSockets(STANDARD).createSocket()) {
            InetAddress rebound = InetAddress.getByAddress("rebinding.example", new byte[] {127, 0, 0, 1});

            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(rebound, 80), 100))
                    .isInstanceOf(BlockedException.class);
            assertThat(socket.isConnected()).isFalse();
        }
    }

    @Test
    void anAllowedHostIsFoundInAnyWriting() throws Exception {
        GuardRules rules = new GuardRules(
                false, true, Set.of(80), Map.of("media.internal", Set.of(9000), GuardRules.plain("[::1]"), Set.of()));

        rules.check("Media.Internal.", address("10.0.0.1"));
        rules.check("0:0:0:0:0:0:0:1", address("::1"));
        assertThat(new UrlRules(rules).check("http://MEDIA.internal.:9000/a").port())
                .isEqualTo(9000);
        assertThat(new UrlRules(rules).check("http://[::1]/a").host()).isEqualTo("::1");
        assertThatThrownBy(() -> new UrlRules(rules).check("http://media.internal:9001/a"))
                .isInstanceOf(BlockedException.class);
    }

    @Test
    void plainHttpCanBeRefused() {
        GuardRules httpsOnly = new GuardRules(false, false, Set.of(80, 443), Map.of());

        assertThatThrownBy(() -> new UrlRules(httpsOnly).check("http://example.com/"))
                .isInstanceOf(BlockedException.class);
    }

    private static Stream<String> urls(String verdict) {
        return Tables.rows("ssrf-urls.tsv")
                .filter(row -> row[1].equals(verdict))
                .map(row -> row[0].replace("%RAWCR%", "\r").replace("%RAWLF%", "\n"));
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        boolean literal = host.matches("[0-9.]+|.*:.*");
        return new InetAddress[] {address(literal ? host : NAMES.getOrDefault(host, "93.184.216.34"))};
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}
