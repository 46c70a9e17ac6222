// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.Darkroom;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.Variant;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.storage.Storage;
import dev.darkroom.variant.Variants;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake server's keys all have one word in them, and it sends them back wherever it can: nothing here may repeat it. */
@Timeout(60)
class SecretsTest {
    private static final String WORD = "planted";
    private static final ImageRef CAT = ImageRef.of("dropbox", "/cat.png");

    private final FakeDropbox dropbox = new FakeDropbox();
    private final GuardedHttp http = dropbox.http().build();

    @AfterEach
    void stop() throws Exception {
        http.close();
        dropbox.close();
        assertThat(TestLog.text()).doesNotContain(WORD);
    }

    static List<MockResponse> talkative() {
        String header = "Error: Invalid authorization value in HTTP header \"Authorization\": \"Bearer "
                + FakeDropbox.ACCESS + "\" " + FakeDropbox.REFRESH;
        List<MockResponse> answers = new ArrayList<>();
        for (int status : new int[] {200, 400, 401, 403, 404, 409, 422, 429, 500, 503}) {
            answers.add(new MockResponse.Builder()
                    .code(status)
                    .addHeader("X-Echo", FakeDropbox.ACCESS)
                    .addHeader("X-Dropbox-Request-Id", FakeDropbox.ACCESS)
                    .body(header)
                    .build());
            answers.add(FakeDropbox.json(
                            status,
                            "{\"error_summary\":\"%1$s\",\"error\":{\".tag\":\"%1$s\",\"required_scope\":\"%1$s\"},"
                                            .formatted(FakeDropbox.ACCESS)
                                    + "\"error_description\":\"%s\"}".formatted(FakeDropbox.REFRESH))
                    .build());
        }
        answers.add(new MockResponse.Builder()
                .status("HTTP/1.1 200 " + FakeDropbox.ACCESS)
                .onResponseBody(new SocketEffect.CloseSocket())
                .body(FakeDropbox.ACCESS)
                .build());
        return answers;
    }

    @ParameterizedTest
    @MethodSource("talkative")
    void noFailureOfACallTellsOne(MockResponse answer) {
        dropbox.then(FakeDropbox.DOWNLOAD, answer);

        assertClean(catchThrowable(() -> source(dropbox.settings()).fetch(CAT, 1000)));
    }

    @ParameterizedTest
    @MethodSource("talkative")
    void noFailureToGetATokenTellsOne(MockResponse answer) {
        dropbox.then(FakeDropbox.TOKEN, answer);

        assertClean(catchThrowable(
                () -> source(dropbox.refreshing().appSecret(FakeDropbox.SECRET)).fetch(CAT, 1000)));
    }

    @Test
    void noJobTellsOne() {
        for (MockResponse answer : talkative()) {
            dropbox.then(FakeDropbox.DOWNLOAD, answer);
        }
        try (Darkroom darkroom = Darkroom.builder()
                .store(JobStore.inMemory())
                .storage(Storage.inMemory())
                .recipe(Recipe.named("photo").step(Variants.of(Variant.square("thumbnail", 200))))
                .http(http)
                .plugin(new DropboxPlugin(dropbox.settings()))
                .byHand()
                .build()) {
            for (int i = 0; i < talkative().size(); i++) {
                darkroom.submit(Submission.of("photo", CAT));
            }
            darkroom.runDue();

            assertThat(darkroom.jobs(JobQuery.all().limit(100)).jobs())
                    .hasSize(talkative().size())
                    .allSatisfy(job -> {
                        assertThat(job.steps().toString()).doesNotContain(WORD);
                        assertThat(job.reason().toString()).doesNotContain(WORD);
                    });
        }
    }

    @Test
    void noTextOfASettingTellsOne() {
        DropboxSettings settings = dropbox.refreshing().appSecret(FakeDropbox.SECRET);

        assertThat(List.<Object>of(settings, dropbox.settings(), new DropboxPlugin(settings), source(settings)))
                .allSatisfy(each -> assertThat(String.valueOf(each)).doesNotContain(WORD));
    }

    @Test
    void aKeyThatCannotBeSentIsRefusedWithoutBeingShown() {
        for (String key : new String[] {"planted key", "planted\nkey", "plantéd", " "}) {
            assertThatThrownBy(() -> DropboxSettings.accessToken(key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("access token")
                    .hasMessageNotContaining("plant");
        }
        for (String url : new String[] {"https://u:planted@a.test", "https://a.test?planted", "planted", ":planted"}) {
            assertClean(catchThrowable(
                    () -> DropboxSettings.from(Map.of("DROPBOX_ACCESS_TOKEN", "x", "DROPBOX_API_URL", url))));
        }
    }

    private DropboxSource source(DropboxSettings settings) {
        return new DropboxSource(new DropboxApi(http, settings, InstantSource.system()));
    }

    private static void assertClean(Throwable thrown) {
        assertThat(thrown).isNotNull();
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain(WORD);
    }
}
