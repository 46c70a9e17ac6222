// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import static dev.darkroom.dropbox.FakeDropbox.json;
import static dev.darkroom.dropbox.FakeDropbox.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.darkroom.Darkroom;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DropboxWatcherTest {
    private static final String SIGNED = "{\"list_folder\": {\"accounts\": [\"dbid:AAAexample_account_id_0001\"]}}";
    private static final String SIGNATURE = "bdc59536ba162e37d21e7a477c426bf270d0b1237615e23dd3f9ddecf37b34a3";

    private final FakeDropbox dropbox = new FakeDropbox();
    private final GuardedHttp http = dropbox.http().build();
    private final JobStore store = JobStore.inMemory();
    private final Darkroom darkroom = Darkroom.builder()
            .store(store)
            .storage(Storage.inMemory())
            .http(http)
            .withoutWorker()
            .build();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final DropboxWatcher.Listener hearing = new DropboxWatcher.Listener() {
        @Override
        public void deleted(String path) {
            heard.add("deleted " + path);
        }

        @Override
        public void leftOut(DropboxFile file, IllegalArgumentException why) {
            heard.add("left out " + file.name());
        }

        @Override
        public void failed(Exception why, Duration rest) {
            heard.add("failed " + why.getMessage());
        }
    };

    @AfterEach
    void stop() {
        darkroom.close();
        http.close();
        dropbox.close();
    }

    // Looking

    @Test
    void theFirstLookHandsInAllPicturesAndTheNextOnlyWhatIsNewOrChanged() throws Exception {
        put("/Photos/a.jpg", 1);
        put("/Photos/Übung 😀.PNG", 2);
        put("/Photos/notes.txt", 3);
        try (DropboxWatcher watcher = byHand().build()) {
            assertThat(watcher.look()).isEqualTo(2);
            assertThat(watcher.look()).isZero();
            assertThat(names()).containsExactly("a.jpg", "Übung 😀.PNG");

            put("/Photos/a.jpg", 4);
            put("/Photos/b.heic", 5);

            assertThat(watcher.look()).isEqualTo(2);
            assertThat(names()).containsExactly("a.jpg", "Übung 😀.PNG", "a.jpg", "b.heic");
        }
        assertThat(dropbox.requests(FakeDropbox.LIST)).hasSize(1);
    }

    @Test
    void aSubmissionSaysWhatDropboxSays() throws Exception {
        String rev = put("/Photos/Übung 😀.PNG", 1);

        look(byHand().owner("user-7"));

        Submission submission = jobs().get(0).submission();
        assertThat(submission.recipe()).isEqualTo("photo");
        assertThat(submission.image()).isEqualTo(ImageRef.of("dropbox", "rev:" + rev));
        assertThat(submission.imageId()).contains("id:1");
        assertThat(submission.owner()).contains("user-7");
        assertThat(submission.context())
                .isEqualTo(Map.of("path", "/Photos/Übung 😀.PNG", "name", "Übung 😀.PNG", "rev", rev));
    }

    @Test
    void recordedPagesAreReadToTheirEndThroughAnEmptyOne() throws Exception {
        dropbox.then(FakeDropbox.LIST, json(200, recorded("list_folder_page1.json")))
                .then(FakeDropbox.CONTINUE, json(200, recorded("list_folder_empty_page_more.json")))
                .then(FakeDropbox.CONTINUE, json(200, recorded("list_folder_last.json")));

        assertThat(look(byHand().listener(hearing))).isEqualTo(1);

        assertThat(names()).containsExactly("IMG_0001.jpg");
        assertThat(heard).containsExactly("deleted /Photos/old.png");
        assertThat(darkroom.bookmarks().find("dropbox photo /photos")).contains("AAHcursor3");
    }

    @Test
    void theHostDecidesWhatIsAPictureAndWhatIsSubmitted() throws Exception {
        put("/Photos/a.jpg", 1);
        put("/Photos/b.raw", 2);

        look(byHand().images(file -> file.size() == 2 && file.name().endsWith(".raw"))
                .submission(file -> Submission.of("raw", ImageRef.of("dropbox", file.path()))
                        .imageId(file.contentHash().orElse("none"))));

        Submission submission = jobs().get(0).submission();
        assertThat(submission.recipe()).isEqualTo("raw");
        assertThat(submission.image().location()).isEqualTo("/Photos/b.raw");
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void oncePerContentAMovedFileIsNotDoneAgain() throws Exception {
        put("/Photos/a.jpg", 1);
        DropboxWatcher watcher = byHand().oncePerContent().build();
        watcher.look();
        put("/Photos/a.jpg", 1);
        watcher.look();
        assertThat(jobs()).hasSize(1);

        put("/Photos/a.jpg", 2);
        watcher.look();
        assertThat(jobs()).hasSize(2);
    }

    @Test
    void asksForWhatLiesInFoldersBelowOnlyIfToldTo() throws Exception {
        look(byHand());
        look(byHand().withSubfolders());

        assertThat(dropbox.requests(FakeDropbox.LIST).get(0).getBody().utf8()).contains("\"recursive\":false");
        assertThat(dropbox.requests(FakeDropbox.LIST).get(1).getBody().utf8())
                .contains("\"recursive\":true", "\"path\":\"/Photos\"");
    }

    @Test
    void theRootIsAnEmptyPathForDropbox() throws Exception {
        DropboxWatcher.builder(darkroom, dropbox.settings(), "/", "photo")
                .byHand()
                .build()
                .look();

        assertThat(dropbox.requests(FakeDropbox.LIST).get(0).getBody().utf8()).contains("\"path\":\"\"");
    }

    @Test
    void aFolderThatIsNoneIsRefusedAtOnce() {
        assertThatThrownBy(() -> DropboxWatcher.builder(darkroom, dropbox.settings(), "Photos", "photo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins with '/'");
    }

    // What came, went and came again

    @Test
    void whatIsGoneIsToldInItsPlaceBetweenTheOthers() throws Exception {
        put("/Photos/a.jpg", 1);
        dropbox.delete("/Photos/a.jpg");
        put("/Photos/a.jpg", 2);
        List<Integer> jobsAtDeletion = new ArrayList<>();

        look(byHand().listener(new DropboxWatcher.Listener() {
            @Override
            public void deleted(String path) {
                jobsAtDeletion.add(jobs().size());
            }
        }));

        assertThat(jobsAtDeletion).containsExactly(1);
        assertThat(jobs()).hasSize(2);
    }

    @Test
    void entriesOfAKindThatNobodyKnowsAreLeftOut() throws Exception {
        dropbox.then(
                FakeDropbox.LIST,
                json(
                        200,
                        "{\"entries\":[{\".tag\":\"of_next_year\",\"name\":\"x.jpg\"},7,{\".tag\":\"file\"}],"
                                + "\"cursor\":\"cursor-0-0\",\"has_more\":false}"));

        assertThat(look(byHand())).isZero();
    }

    @Test
    void aFileOfWhichNoSubmissionCanBeMadeIsToldAndKeepsNoOtherWaiting() throws Exception {
        put("/Photos/a.jpg", 1);
        put("/Photos/b.jpg", 2);

        look(byHand().listener(hearing).submission(file -> {
            if (file.name().equals("a.jpg")) {
                throw new IllegalArgumentException("not this one");
            }
            return Submission.of("photo", file.ref());
        }));

        assertThat(heard).containsExactly("left out a.jpg");
        assertThat(jobs()).hasSize(1);
    }

    // Trouble

    @Test
    void afterAResetTheFolderIsListedAnewAndWhatIsKnownIsNotDoneAgain() throws Exception {
        put("/Photos/a.jpg", 1);
        DropboxWatcher watcher = byHand().build();
        watcher.look();
        dropbox.reset();
        put("/Photos/b.jpg", 2);

        watcher.look();

        assertThat(names()).containsExactly("a.jpg", "b.jpg");
        assertThat(dropbox.requests(FakeDropbox.LIST)).hasSize(2);
    }

    @Test
    void resetsWithoutEndAreAFailureAndNoLoop() throws Exception {
        DropboxWatcher watcher = byHand().build();
        watcher.look();
        dropbox.pages(1);
        put("/Photos/a.jpg", 1);
        put("/Photos/b.jpg", 2);
        dropbox.then(FakeDropbox.CONTINUE, json(409, recorded("error_409_reset.json")))
                .then(FakeDropbox.CONTINUE, json(409, recorded("error_409_reset.json")));

        assertThatThrownBy(watcher::look).isInstanceOf(IOException.class).hasMessageContaining("409: reset");

        watcher.look();
        assertThat(names()).containsExactly("a.jpg", "b.jpg");
    }

    @Test
    void aFolderThatIsGoneIsToldAndWatchedAgainWhenItIsBack() throws Exception {
        DropboxWatcher watcher = byHand().build();
        watcher.look();
        dropbox.then(FakeDropbox.CONTINUE, json(409, recorded("error_409_path_not_found.json")));
        assertThatThrownBy(watcher::look).hasMessageContaining("path/not_found");

        put("/Photos/a.jpg", 1);
        watcher.look();
        assertThat(names()).containsExactly("a.jpg");
    }

    @Test
    void aCrashBetweenHandingInAndTheBookmarkRepeatsAPageHarmlessly() throws Exception {
        put("/Photos/a.jpg", 1);
        put("/Photos/b.jpg", 2);
        dropbox.pages(1);
        DropboxWatcher dying = byHand().submission(file -> {
                    if (file.name().equals("b.jpg")) {
                        throw new IllegalStateException("the power is gone");
                    }
                    return Submission.of("photo", file.ref()).context("name", file.name());
                })
                .build();
        assertThat(catchThrowable(dying::look)).hasMessage("the power is gone");

        assertThat(look(byHand())).isEqualTo(1);
        assertThat(names()).containsExactly("a.jpg", "b.jpg");
        assertThat(dropbox.requests(FakeDropbox.LIST)).hasSize(1);
    }

    @Test
    void aRestartGoesOnWhereItWas() throws Exception {
        put("/Photos/a.jpg", 1);
        look(byHand());
        put("/Photos/b.jpg", 2);

        assertThat(look(byHand())).isEqualTo(1);
        assertThat(dropbox.requests(FakeDropbox.LIST)).hasSize(1);
    }

    @Test
    void listedAnewAtAPersonsWishNothingIsDoneTwice() throws Exception {
        put("/Photos/a.jpg", 1);
        DropboxWatcher watcher = byHand().build();
        watcher.look();
        watcher.listAnew();

        assertThat(watcher.look()).isEqualTo(1);
        assertThat(jobs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Please log in", "{}", "[]", "{\"entries\":[]}"})
    void anAnswerThatIsNoListIsAFailureAndMovesNothing(String body) {
        dropbox.then(FakeDropbox.LIST, new MockResponse.Builder().body(body));

        assertThat(catchThrowable(() -> look(byHand()))).isInstanceOf(IOException.class);
        assertThat(darkroom.bookmarks().find("dropbox photo /photos")).isEmpty();
    }

    // Together

    @Test
    void severalNodesHandInEachPictureOnce() throws Exception {
        dropbox.pages(3);
        for (int i = 0; i < 60; i++) {
            put("/Photos/" + i + ".jpg", i + 1);
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> looks = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                looks.add(nodes.submit(() -> look(byHand())));
            }
            for (Future<Integer> look : looks) {
                look.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(jobs()).hasSize(60);
        assertThat(darkroom.bookmarks().find("dropbox photo /photos")).contains("cursor-0-60");
    }

    @Test
    void watchersOfDifferentFoldersRecipesAndAccountsDoNotShareABookmark() throws Exception {
        look(byHand());
        look(byHand().name("of anna"));
        DropboxWatcher.builder(darkroom, dropbox.settings(), "/PHOTOS/", "logo")
                .byHand()
                .build()
                .look();
        DropboxWatcher.builder(darkroom, dropbox.settings(), "/" + "x".repeat(500), "photo")
                .byHand()
                .build()
                .look();

        assertThat(dropbox.requests(FakeDropbox.LIST)).hasSize(4);
        assertThat(darkroom.bookmarks().find("dropbox logo /photos")).isPresent();
    }

    // By itself

    @Test
    void inItsThreadItHearsOfChangesWithoutAKeyAndWithinAMoment() {
        put("/Photos/a.jpg", 1);
        try (DropboxWatcher watcher = quick().build()) {
            await().untilAsserted(() -> assertThat(names()).containsExactly("a.jpg"));
            await().until(() -> !dropbox.requests(FakeDropbox.LONG_POLL).isEmpty());
            put("/Photos/b.jpg", 2);
            await().untilAsserted(() -> assertThat(names()).containsExactly("a.jpg", "b.jpg"));
            assertThatThrownBy(watcher::look).isInstanceOf(IllegalStateException.class);
        }
        assertThat(dropbox.requests(FakeDropbox.LONG_POLL))
                .allSatisfy(request ->
                        assertThat(request.getHeaders().get("Authorization")).isNull());
        assertThat(watching()).isFalse();
    }

    @Test
    void everyFailureIsToldAndNoneEndsIt() {
        dropbox.then(FakeDropbox.LIST, new MockResponse.Builder().code(500))
                .then(FakeDropbox.LIST, json(401, recorded("error_401_missing_scope.json")))
                .then(FakeDropbox.LIST, json(200, "{}"))
                .then(FakeDropbox.LONG_POLL, new MockResponse.Builder().code(400))
                .then(FakeDropbox.LONG_POLL, json(409, recorded("error_409_reset.json")));
        put("/Photos/a.jpg", 1);
        try (DropboxWatcher watcher = quick().listener(hearing).build()) {
            await().untilAsserted(() -> assertThat(names()).containsExactly("a.jpg"));
            await().until(() -> dropbox.requests(FakeDropbox.LONG_POLL).size() > 2);
            watcher.wake();
        }
        assertThat(heard).hasSize(4).allMatch(told -> told.startsWith("failed"));
        assertThat(dropbox.requests(FakeDropbox.LIST)).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void aListenerThatThrowsEndsNothing() {
        dropbox.then(FakeDropbox.LIST, new MockResponse.Builder().code(500));
        put("/Photos/a.jpg", 1);
        DropboxWatcher.Listener throwing = new DropboxWatcher.Listener() {
            @Override
            public void failed(Exception why, Duration rest) {
                throw new IllegalStateException("no ears");
            }
        };
        try (DropboxWatcher watcher = quick().listener(throwing).build()) {
            await().untilAsserted(() -> assertThat(names()).containsExactly("a.jpg"));
            watcher.wake();
        }
    }

    @Test
    void itRestsAsLongAsDropboxAsks() {
        List<Duration> rests = new CopyOnWriteArrayList<>();
        dropbox.then(
                FakeDropbox.LIST, json(429, recorded("error_429_rate.json")).addHeader("Retry-After", "15"));
        DropboxWatcher.Listener listener = new DropboxWatcher.Listener() {
            @Override
            public void failed(Exception why, Duration rest) {
                rests.add(rest);
            }
        };
        try (DropboxWatcher watcher = quick().listener(listener).build()) {
            await().untilAsserted(() -> assertThat(rests).containsExactly(Duration.ofSeconds(15)));
            watcher.wake();
            assertThat(dropbox.requests(FakeDropbox.LIST)).hasSize(1);
        }
        assertThat(watching()).isFalse();
    }

    @Test
    void afterALongPollItRestsAsLongAsItIsAskedTo() {
        dropbox.then(FakeDropbox.LONG_POLL, json(200, recorded("longpoll_backoff.json")));
        try (DropboxWatcher watcher = quick().build()) {
            await().until(() -> dropbox.requests(FakeDropbox.LONG_POLL).size() == 1);
            watcher.wake();
            await().during(Duration.ofMillis(200))
                    .until(() -> dropbox.requests(FakeDropbox.LONG_POLL).size() == 1);
        }
        assertThat(watching()).isFalse();
    }

    @Test
    void closingLetsAPageBeHandedInWholeAndInterruptsNothingThatWrites() throws Exception {
        put("/Photos/a.jpg", 1);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean undisturbed = new AtomicBoolean();
        DropboxWatcher watcher = quick().submission(file -> {
                    entered.countDown();
                    undisturbed.set(isReached(goOn));
                    return Submission.of("photo", file.ref()).context("name", file.name());
                })
                .build();
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        Thread closer = new Thread(watcher::close);
        closer.start();
        await().until(() -> closer.getState() == Thread.State.BLOCKED);
        goOn.countDown();
        closer.join();

        assertThat(undisturbed).isTrue();
        assertThat(names()).containsExactly("a.jpg");
        assertThat(darkroom.bookmarks().find("dropbox photo /photos")).isPresent();
        assertThat(watching()).isFalse();
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void anErrorOfTheHostsOwnCodeDoesNotEndIt() {
        put("/Photos/a.jpg", 1);
        AtomicBoolean broken = new AtomicBoolean(true);
        try (DropboxWatcher watcher = quick().listener(hearing)
                .images(file -> {
                    if (broken.getAndSet(false)) {
                        throw new AssertionError("never, they said");
                    }
                    return true;
                })
                .build()) {
            await().untilAsserted(() -> assertThat(names()).containsExactly("a.jpg"));
            watcher.wake();
        }
        assertThat(heard).singleElement().asString().contains("never, they said");
    }

    // Webhooks

    @Test
    void aSignedNotificationWakesIt() {
        try (DropboxWatcher watcher = woken().build()) {
            await().until(() -> dropbox.requests(FakeDropbox.LIST).size() == 1);
            put("/Photos/a.jpg", 1);

            byte[] body = SIGNED.getBytes(StandardCharsets.UTF_8);
            assertThat(watcher.accepts(hmac(body), body)).isTrue();

            await().untilAsserted(() -> assertThat(names()).containsExactly("a.jpg"));
        }
        assertThat(dropbox.requests(FakeDropbox.LONG_POLL)).isEmpty();
    }

    @Test
    void onlyWhatIsSignedWithTheSecretIsAccepted() {
        DropboxSettings settings = dropbox.settings().appSecret("app-secret-for-tests");
        DropboxWatcher watcher = DropboxWatcher.builder(darkroom, settings, "/Photos", "photo")
                .byHand()
                .build();
        byte[] body = SIGNED.getBytes(StandardCharsets.UTF_8);

        assertThat(watcher.accepts(SIGNATURE, body)).isTrue();
        assertThat(watcher.accepts(SIGNATURE.toUpperCase(Locale.ROOT), body)).isTrue();
        assertThat(watcher.accepts(null, body)).isFalse();
        assertThat(watcher.accepts("", body)).isFalse();
        assertThat(watcher.accepts("no hex", body)).isFalse();
        assertThat(watcher.accepts(SIGNATURE.substring(2), body)).isFalse();
        assertThat(watcher.accepts(SIGNATURE, "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void withoutASecretNothingCanBeCheckedWhichIsSaid() {
        DropboxWatcher watcher = DropboxWatcher.builder(
                        darkroom, DropboxSettings.accessToken("sl.x"), "/Photos", "photo")
                .byHand()
                .build();

        assertThatThrownBy(() -> watcher.accepts(SIGNATURE, new byte[0]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DROPBOX_APP_SECRET");
    }

    @Test
    void aChallengeIsSentBackIfItIsOne() {
        DropboxWatcher watcher = byHand().build();

        assertThat(watcher.challenge("abc-DEF_123")).isEqualTo(Optional.of("abc-DEF_123"));
        assertThat(watcher.challenge(null)).isEmpty();
        assertThat(watcher.challenge("<script>alert(1)</script>")).isEmpty();
        assertThat(watcher.challenge("a".repeat(201))).isEmpty();
    }

    private static String hmac(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(FakeDropbox.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private DropboxWatcher.Builder builder() {
        return DropboxWatcher.builder(darkroom, dropbox.settings(), "/Photos", "photo");
    }

    private DropboxWatcher.Builder byHand() {
        return builder().byHand();
    }

    private DropboxWatcher.Builder quick() {
        Backoff rests = Backoff.fixed(Duration.ofMillis(5)).retries(Integer.MAX_VALUE);
        return builder().rests(rests, Duration.ofMillis(5));
    }

    private DropboxWatcher.Builder woken() {
        return quick().onlyWhenWoken(Duration.ofHours(1));
    }

    private static int look(DropboxWatcher.Builder builder) throws IOException, InterruptedException {
        try (DropboxWatcher watcher = builder.build()) {
            return watcher.look();
        }
    }

    private String put(String path, int length) {
        return dropbox.put(path, new byte[length]);
    }

    private List<Job> jobs() {
        List<Job> newestFirst =
                new ArrayList<>(darkroom.jobs(JobQuery.all().limit(200)).jobs());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private List<String> names() {
        return jobs().stream()
                .map(job -> job.submission().context().get("name"))
                .toList();
    }

    private static boolean watching() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("darkroom-dropbox"));
    }
}
