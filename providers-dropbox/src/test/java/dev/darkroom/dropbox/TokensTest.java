// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.image.ImageRef;
import dev.darkroom.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TokensTest {
    private static final int THREADS = 16;
    private static final ImageRef CAT = ImageRef.of("dropbox", "/cat.png");

    private final FakeDropbox dropbox = new FakeDropbox();
    private final GuardedHttp http = dropbox.http().build();
    private final ManualClock clock = new ManualClock();
    private DropboxSource source = source(dropbox.refreshing());

    TokensTest() {
        dropbox.put("/cat.png", new byte[] {1, 2, 3});
    }

    @AfterEach
    void stop() {
        http.close();
        dropbox.close();
    }

    @Test
    void anAppWithoutASecretIsNamedInTheForm() throws Exception {
        fetch();

        assertThat(tokenRequests()).isEqualTo(1);
        assertThat(dropbox.requests(FakeDropbox.TOKEN).get(0).getBody().utf8())
                .isEqualTo("grant_type=refresh_token&refresh_token=planted-refresh-token&client_id=app-key");
        assertThat(dropbox.requests(FakeDropbox.TOKEN).get(0).getHeaders().get("Content-Type"))
                .isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void anAppWithASecretShowsIt() throws Exception {
        source = source(dropbox.refreshing().appSecret(FakeDropbox.SECRET));

        fetch();

        String pair = FakeDropbox.KEY + ":" + FakeDropbox.SECRET;
        assertThat(dropbox.requests(FakeDropbox.TOKEN).get(0).getHeaders().get("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void manyThreadsMakeOneRequest() throws Exception {
        dropbox.then(
                FakeDropbox.TOKEN,
                FakeDropbox.json(200, "{\"access_token\":\"" + FakeDropbox.ACCESS + "\",\"expires_in\":14400}")
                        .headersDelay(200, TimeUnit.MILLISECONDS));

        assertThat(atOnce(this::fetch)).containsOnly("fetched");

        assertThat(tokenRequests()).isEqualTo(1);
    }

    @Test
    void manyThreadsHearOfOneFailure() throws Exception {
        dropbox.then(FakeDropbox.TOKEN, new MockResponse.Builder().code(503).headersDelay(300, TimeUnit.MILLISECONDS));

        List<String> ends = atOnce(() -> catchThrowable(this::fetch) == null ? "fetched" : "failed");

        // Who comes after the failure asks anew, and that together too.
        assertThat(ends).contains("failed");
        assertThat(tokenRequests()).isLessThanOrEqualTo(2);
    }

    @Test
    void aTokenIsReplacedFiveMinutesBeforeItsEnd() throws Exception {
        fetch();
        clock.advance(Duration.ofMinutes(234));
        fetch();
        assertThat(tokenRequests()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        fetch();
        assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void aTokenThatHasMinutesLeftIsUsedIfThereIsNoOther() throws Exception {
        fetch();
        clock.advance(Duration.ofMinutes(236));
        dropbox.then(FakeDropbox.TOKEN, new MockResponse.Builder().code(500));
        fetch();

        clock.advance(Duration.ofMinutes(5));
        dropbox.then(FakeDropbox.TOKEN, new MockResponse.Builder().code(500));
        assertThat(((HttpFailure) catchThrowable(this::fetch)).retryable()).isTrue();
    }

    @Test
    void aTokenThatDropboxTakesForExpiredIsReplacedOnceByAllWhoHaveIt() throws Exception {
        fetch();
        dropbox.expire();

        assertThat(atOnce(this::fetch)).containsOnly("fetched");

        assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void aCallIsRepeatedOnceAndNotForEver() {
        String expired = FakeDropbox.recorded("error_401_expired.json");
        dropbox.then(FakeDropbox.DOWNLOAD, FakeDropbox.json(401, expired))
                .then(FakeDropbox.DOWNLOAD, FakeDropbox.json(401, expired));

        assertThat(catchThrowable(this::fetch)).isInstanceOf(HttpFailure.class);
        assertThat(dropbox.requests(FakeDropbox.DOWNLOAD)).hasSize(2);
    }

    @Test
    void anotherTroubleWithATokenAsksForNoneAnew() {
        dropbox.then(FakeDropbox.DOWNLOAD, FakeDropbox.json(401, FakeDropbox.recorded("error_401_missing_scope.json")));

        assertThat(catchThrowable(this::fetch)).hasMessageContaining("files.content.read");
        assertThat(tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, not valid or was revoked",
        "401, invalid_client, app key is unknown",
        "400, of_next_year, no access token is given (of_next_year)"
    })
    void whatAPersonHasToMendIsSaid(int status, String error, String words) {
        dropbox.then(
                FakeDropbox.TOKEN,
                FakeDropbox.json(status, "{\"error\":\"" + error + "\",\"error_description\":\"planted\"}"));

        assertThat(catchThrowable(this::fetch))
                .isInstanceOfSatisfying(
                        HttpFailure.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining(words)
                .hasMessageNotContaining("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "{\"access_token\":\"\"}", "{\"access_token\":\"a\\nb\"}"})
    void anAnswerWithoutATokenMayBeBetterLater(String body) throws Exception {
        dropbox.then(FakeDropbox.TOKEN, FakeDropbox.json(200, body));

        assertThat(catchThrowable(this::fetch)).isInstanceOf(IOException.class);
        fetch();
    }

    @Test
    void aLostAnswerIsAskedForAgain() throws Exception {
        dropbox.then(FakeDropbox.TOKEN, FakeDropbox.json(200, "{}").onResponseStart(new SocketEffect.CloseSocket()));

        Throwable failure = catchThrowable(this::fetch);

        assertThat(failure).isInstanceOf(IOException.class).isNotInstanceOf(HttpFailure.class);
        fetch();
    }

    @Test
    void whoLeadsAndIsInterruptedLeavesTheOthersAFailureThatMayBeRepeated() throws Exception {
        dropbox.then(FakeDropbox.TOKEN, FakeDropbox.json(200, "{}").onResponseStart(SocketEffect.Stall.INSTANCE));
        ExecutorService threads = Executors.newFixedThreadPool(1);
        Future<?> leader = threads.submit(this::fetch);
        while (tokenRequests() == 0) {
            Thread.onSpinWait();
        }
        threads.shutdownNow();
        assertThat(catchThrowable(() -> leader.get(20, TimeUnit.SECONDS)))
                .hasCauseInstanceOf(InterruptedException.class);

        fetch();
    }

    private String fetch() throws IOException, InterruptedException {
        source.fetch(CAT, 100).close();
        return "fetched";
    }

    private int tokenRequests() {
        return dropbox.requests(FakeDropbox.TOKEN).size();
    }

    private DropboxSource source(DropboxSettings settings) {
        return new DropboxSource(new DropboxApi(http, settings, clock));
    }

    private static <T> List<T> atOnce(Callable<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Callable<T> together = () -> {
            start.await();
            return work.call();
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(Collections.nCopies(THREADS, together))) {
                results.add(done.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
