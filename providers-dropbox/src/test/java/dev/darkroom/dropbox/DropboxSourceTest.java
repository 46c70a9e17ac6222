// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import dev.darkroom.source.ImageSource;
import dev.darkroom.testkit.ImageSourceContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropboxSourceTest extends ImageSourceContract {
    private static final byte[] BYTES = {1, 2, 3};
    private static final ImageRef CAT = ImageRef.of("dropbox", "/Photos/cat.png");

    @TempDir
    private Path temporary;

    private final FakeDropbox dropbox = new FakeDropbox();
    private GuardedHttp http;

    @BeforeEach
    void start() {
        http = dropbox.http().temporaryFolder(temporary).build();
    }

    @AfterEach
    void stop() {
        http.close();
        dropbox.close();
        assertThat(temporary).isEmptyDirectory();
    }

    @Override
    protected ImageSource source() {
        return source(dropbox.settings());
    }

    private DropboxSource source(DropboxSettings settings) {
        return new DropboxSource(new DropboxApi(http, settings, InstantSource.system()));
    }

    @Override
    protected ImageRef place(byte[] bytes) {
        dropbox.put(CAT.location(), bytes);
        return CAT;
    }

    @Override
    protected ImageRef missing() {
        return ImageRef.of("dropbox", "/Photos/none.png");
    }

    // Places

    @ParameterizedTest
    @ValueSource(strings = {"/Photos/Übung 😀 \"1\"\\.png", "photos/übung 😀 \"1\"\\.png", "id:1", "rev:000000001"})
    void findsAFileByItsPathItsIdAndItsRev(String location) throws Exception {
        dropbox.put("/Photos/Übung 😀 \"1\"\\.png", BYTES);

        try (ImageContent content = source().fetch(ImageRef.of("dropbox", location), 100)) {
            assertThat(content.bytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void anArgumentIsPlainAsciiInItsHeader() throws Exception {
        dropbox.put("/Ü\u007F😀.png", BYTES);

        source().fetch(ImageRef.of("dropbox", "/Ü\u007F😀.png"), 100).close();

        assertThat(headers().get("Dropbox-API-Arg"))
                .isEqualToIgnoringCase("{\"path\":\"/\\u00dc\\u007f\\ud83d\\ude00.png\"}");
    }

    @Test
    void actsAsAMemberOfATeamInItsSpaceIfSetSo() throws Exception {
        place(BYTES);

        source(dropbox.settings().member("dbmid:AA").rootNamespace("3235641"))
                .fetch(CAT, 100)
                .close();

        assertThat(headers().get("Dropbox-API-Select-User")).isEqualTo("dbmid:AA");
        assertThat(headers().get("Dropbox-API-Path-Root")).isEqualTo("{\".tag\":\"root\",\"root\":\"3235641\"}");
    }

    // Refusals

    @ParameterizedTest
    @CsvSource({
        "error_409_path_not_found.json, MISSING, nothing at dropbox:/Photos/cat.png",
        "error_409_unsupported_file.json, UNSUPPORTED, exports"
    })
    void recordedRefusalsOfAFile(String body, Reason reason, String words) {
        dropbox.then(FakeDropbox.DOWNLOAD, FakeDropbox.json(409, FakeDropbox.recorded(body)));

        assertRejected(reason, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'.tag':'path','path':'not_found'} | MISSING | nothing at",
                "{'.tag':'path','path':{'.tag':'not_file'}} | MISSING | not a file",
                "{'.tag':'path','path':{'.tag':'malformed_path','malformed_path':'why not'}} | MISSING | neither a path",
                "{'.tag':'path','path':{'.tag':'restricted_content'}} | FORBIDDEN | legal reasons",
                "{'.tag':'path','path':{'.tag':'unsupported_content_type'}} | UNSUPPORTED | exports",
                "'unsupported_file' | UNSUPPORTED | exports"
            })
    void otherRefusalsOfAFile(String error, Reason reason, String words) {
        String body = "{\"error_summary\":\"x/...\",\"error\":" + error.replace('\'', '"') + "}";
        dropbox.then(FakeDropbox.DOWNLOAD, FakeDropbox.json(409, body));

        assertRejected(reason, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\".tag\":\"path\",\"path\":{\".tag\":\"locked\"}}}",
                "{\"error\":{\".tag\":\"path\",\"path\":{\".tag\":\"of_next_year\"}}}",
                "{\"error\":{\".tag\":\"of_next_year\"}}",
                "{\"error\":7}",
                "<html>",
                ""
            })
    void whatIsLockedOrUnknownMayWorkLater(String body) {
        dropbox.then(FakeDropbox.DOWNLOAD, FakeDropbox.json(409, body));

        assertThat(failure()).isInstanceOf(IOException.class).isNotInstanceOf(HttpFailure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "401, error_401_missing_scope.json, lacks the scope 'files.content.read'; tick it",
        "401, error_401_expired.json, 'set DROPBOX_REFRESH_TOKEN and DROPBOX_APP_KEY'",
        "403, error_403_access.json, may not do that",
        "400, error_400_plain.txt, the token is none that Dropbox could have given",
        "422, error_422_path_root.json, the account's root is 3235642 now"
    })
    void whatAPersonHasToMendIsSaidAndNotTriedAgain(int status, String body, String words) {
        dropbox.then(FakeDropbox.DOWNLOAD, FakeDropbox.json(status, FakeDropbox.recorded(body)));

        assertThat(failure())
                .isInstanceOfSatisfying(
                        HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(HttpFailure.Kind.REFUSED))
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_access_token",
                "invalid_select_user",
                "invalid_select_admin",
                "user_suspended",
                "route_access_denied",
                "of_next_year"
            })
    void everyTroubleWithATokenIsSaidInWords(String tag) {
        dropbox.then(FakeDropbox.DOWNLOAD, FakeDropbox.json(401, "{\"error\":{\".tag\":\"" + tag + "\"}}"));

        assertThat(((HttpFailure) failure()).retryable()).isFalse();
        assertThat(dropbox.requests(FakeDropbox.DOWNLOAD)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "error_429_rate.json, 15, 15",
        "error_429_rate.json, 60.0, 60",
        "error_429_rate.json, , 1",
        "error_429_rate_with_member.json, 10, 10",
        "error_429_rate_with_member.json, , 300",
        "error_429_write.json, 1, 1",
        "error_429_plain.txt, 60, 60",
        "error_429_plain.txt, , 1"
    })
    void waitsAsTheHeaderSaysOrTheBodyOrASecond(String body, String header, long seconds) {
        MockResponse.Builder answer = new MockResponse.Builder().code(429).body(FakeDropbox.recorded(body));
        if (header != null) {
            answer.addHeader("Retry-After", header);
        }
        dropbox.then(FakeDropbox.DOWNLOAD, answer);

        HttpFailure failure = (HttpFailure) failure();

        assertThat(failure.retryable()).isTrue();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"500, true", "502, true", "503, true", "599, true", "404, false", "302, false"})
    void sortsWhatIsNotDropboxsOwn(int status, boolean retryable) {
        dropbox.then(
                FakeDropbox.DOWNLOAD, new MockResponse.Builder().code(status).body("<html>oops"));

        assertThat(((HttpFailure) failure()).retryable()).isEqualTo(retryable);
    }

    // Faults

    static Stream<MockResponse.Builder> faults() {
        byte[] megabytes = new byte[5 << 20];
        String hash = FakeDropbox.hash(megabytes);
        return Stream.of(
                FakeDropbox.file(megabytes, hash).onResponseBody(new SocketEffect.CloseSocket()),
                FakeDropbox.file(megabytes, hash)
                        .setHeader("Content-Length", megabytes.length + 1)
                        .onResponseEnd(new SocketEffect.CloseSocket()),
                FakeDropbox.file(megabytes, hash).onResponseStart(new SocketEffect.CloseSocket()),
                FakeDropbox.file(megabytes, hash).onResponseStart(SocketEffect.Stall.INSTANCE),
                FakeDropbox.file(megabytes, hash).throttleBody(1, 1, TimeUnit.SECONDS),
                FakeDropbox.file(megabytes, FakeDropbox.hash(BYTES)),
                FakeDropbox.file(megabytes, hash).removeHeader("Dropbox-API-Result"),
                FakeDropbox.json(200, "<html>Please log in").setHeader("Content-Type", "text/html"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatDoesNotComeWholeMayWorkLaterAndLeavesNothingBehind(MockResponse.Builder fault) throws Exception {
        dropbox.put(CAT.location(), BYTES);
        dropbox.then(FakeDropbox.DOWNLOAD, fault);
        DropboxSource source = source(dropbox.settings().downloadTimeout(Duration.ofSeconds(1)));

        Throwable failure = catchThrowable(() -> source.fetch(CAT, 10 << 20));

        assertThat(failure).isInstanceOf(IOException.class);
        assertThat(failure instanceof HttpFailure e && !e.retryable())
                .as(failure.toString())
                .isFalse();
        source().fetch(CAT, 100).close();
    }

    @Test
    void aPictureThatDoesNotSayHowLongItIsIsStillHeldToTheLimit() {
        byte[] bytes = new byte[3 << 20];
        dropbox.then(
                FakeDropbox.DOWNLOAD,
                FakeDropbox.file(bytes, FakeDropbox.hash(bytes)).chunkedBody(new Buffer().write(bytes), 1 << 16));

        assertRejected(Reason.TOO_LARGE, "over the limit of 1000 bytes");
    }

    @Test
    void aDiskThatIsFullForNowIsSaidAndLeavesNothingBehind() throws Exception {
        byte[] bytes = new byte[5 << 20];
        dropbox.put(CAT.location(), bytes);
        try (GuardedHttp unmounted =
                dropbox.http().temporaryFolder(temporary.resolve("unmounted")).build()) {
            DropboxSource source =
                    new DropboxSource(new DropboxApi(unmounted, dropbox.settings(), InstantSource.system()));

            assertThatThrownBy(() -> source.fetch(CAT, 10 << 20))
                    .isInstanceOfSatisfying(
                            HttpFailure.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessageContaining("could not be kept on this machine's disk");
        }
    }

    @Test
    void aTokenDoesNotFollowARedirectToAnotherServer() throws Exception {
        try (FakeDropbox other = new FakeDropbox();
                GuardedHttp both = GuardedHttp.builder()
                        .allowPrivateNetworks()
                        .allowAnyPort()
                        .build()) {
            String elsewhere = other.url() + FakeDropbox.DOWNLOAD;
            dropbox.then(
                    FakeDropbox.DOWNLOAD, new MockResponse.Builder().code(302).addHeader("Location", elsewhere));
            DropboxSource source = new DropboxSource(new DropboxApi(both, dropbox.settings(), InstantSource.system()));

            assertThatThrownBy(() -> source.fetch(CAT, 100)).isInstanceOf(IOException.class);

            Headers sent = other.requests(FakeDropbox.DOWNLOAD).get(0).getHeaders();
            assertThat(sent.get("Authorization")).isNull();
            assertThat(sent.get("Dropbox-API-Arg")).isNull();
        }
    }

    private Throwable failure() {
        return catchThrowable(() -> source().fetch(CAT, 1000));
    }

    private void assertRejected(Reason reason, String words) {
        assertThat(failure())
                .isInstanceOfSatisfying(
                        ImageRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    private Headers headers() {
        return dropbox.requests(FakeDropbox.DOWNLOAD).get(0).getHeaders();
    }
}
