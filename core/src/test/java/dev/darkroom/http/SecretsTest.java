// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plants a word wherever a secret can be and looks for it wherever a failure can carry it. */
@Timeout(30)
class SecretsTest {
    private static final String SECRET = "sk-planted-5e1f";

    @Test
    void aRefusalTellsNone() throws Exception {
        try (RawServer server = saying("HTTP/1.1 401 " + SECRET + "\r\nX-Echo: " + SECRET + "\r\n\r\n" + SECRET);
                GuardedHttp http = client(server)) {
            HttpReply reply = http.send(secretCall(server.url()));

            assertThat(reply.toString()).doesNotContain(SECRET);
            assertClean(catchThrowable(reply::requireSuccess));
        }
    }

    @Test
    void nonsenseOfTheServerTellsNone() throws Exception {
        try (RawServer server = saying(SECRET + " is no status line\r\n\r\n");
                GuardedHttp http = client(server)) {
            assertClean(catchThrowable(() -> http.send(secretCall(server.url()))));
        }
    }

    @Test
    void aLostReplyTellsNone() throws Exception {
        try (RawServer server = saying("");
                GuardedHttp http = client(server)) {
            assertClean(catchThrowable(() -> http.send(secretCall(server.url()))));
        }
    }

    @Test
    void aBlockedRedirectTellsNone() throws Exception {
        String target = "http://user:" + SECRET + "@127.0.0.1/?sig=" + SECRET;
        try (RawServer server = saying("HTTP/1.1 302 Found\r\nLocation: " + target + "\r\n\r\n");
                GuardedHttp http = client(server)) {
            assertClean(catchThrowable(() -> http.send(HttpCall.get(server.url() + "?sig=" + SECRET))));
        }
    }

    @Test
    void addressesThatAreRefusedTellNone() throws Exception {
        String[] urls = {
            "http://" + SECRET + "@example.com/",
            "http://u:" + SECRET + "@127.0.0.1/?" + SECRET,
            "http://127.0.0.1/a?sig=" + SECRET,
            "http://127.0.0.1/a#" + SECRET,
            "https:/" + SECRET + "@x",
            "http://a.example:99999/?sig=" + SECRET,
            "http://a.example\\@b/?sig=" + SECRET,
            "no url at all ?" + SECRET
        };
        try (GuardedHttp http = GuardedHttp.standard()) {
            for (String url : urls) {
                assertClean(catchThrowable(() -> http.send(HttpCall.get(url))));
                assertThat(HttpCall.get(url).toString()).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void aHeaderThatCannotBeSentTellsNone() {
        assertClean(catchThrowable(() -> HttpCall.get("http://a.example/").header("X-Api-Key", SECRET + "\n")));
    }

    @Test
    void aCallTellsNone() {
        assertThat(secretCall("https://a.example/v1")).hasToString("POST https://a.example/v1");
    }

    private static RawServer saying(String text) throws Exception {
        return RawServer.saying(text);
    }

    private static HttpCall secretCall(String url) {
        return HttpCall.post(url + "?sig=" + SECRET)
                .header("Authorization", "Bearer " + SECRET)
                .header("X-Api-Key", SECRET)
                .body(HttpBody.json("\"" + SECRET + "\""));
    }

    private static GuardedHttp client(RawServer server) {
        return GuardedHttp.builder()
                .allowHost("127.0.0.1", server.port())
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private static void assertClean(Throwable thrown) {
        assertThat(thrown).isNotNull();
        StringWriter all = new StringWriter();
        // Prints causes and what is suppressed too.
        thrown.printStackTrace(new PrintWriter(all, true));
        assertThat(all.toString()).doesNotContain(SECRET);
    }
}
