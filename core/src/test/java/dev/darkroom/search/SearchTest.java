// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.PriceBook;
import dev.darkroom.fingerprint.Fingerprint;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import dev.darkroom.job.ResultPage;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.limit.Turnstile;
import dev.darkroom.paid.PaidCalls;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SearchTest {
    private final Album album = new Album();
    private final GuardedHttp http = GuardedHttp.standard();
    private final List<Search> opened = new ArrayList<>();
    private final Search search = search(album.store, SearchSettings.standard());

    @AfterEach
    void close() {
        opened.forEach(Search::close);
        http.close();
    }

    private Search search(JobStore store, SearchSettings settings) {
        CostTracker costs = store.costs();
        Turnstile turnstile = new Turnstile(RateLimiter.unlimited(), album::now);
        PaidCalls paid = new PaidCalls(turnstile, costs, PriceBook.builtIn(), List.of(), album::now);
        Search made = Search.in(
                store, settings, new TextCalls(List.of(), paid, http, costs, "test", alert -> {}), album::now);
        opened.add(made);
        return made;
    }

    // Alike

    @Test
    void theNearestAreThoseOfTheLargestCosineWhereverTheyLie(@TempDir Path folder) {
        Random random = new Random(1);
        Map<JobId, Embedding> all = new TreeMap<>();
        for (int i = 0; i < 1_200; i++) {
            Embedding one = Album.random(random, 37);
            all.put(album.add(Album.picture("p" + i), one), one);
        }
        Embedding question = Album.random(random, 37);
        List<JobId> expected = all.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -cosine(question, entry.getValue())))
                .limit(20)
                .map(Map.Entry::getKey)
                .toList();

        List<Match> onHeap = search.nearest(question, 20);
        assertThat(onHeap).extracting(Match::job).isEqualTo(expected);
        assertThat(onHeap.get(0).cosine()).isCloseTo(cosine(question, all.get(expected.get(0))), within(1e-6));
        Search inFile =
                search(album.store, SearchSettings.standard().keepOnHeap(0).keepIn(folder));
        assertThat(inFile.nearest(question, 20)).isEqualTo(onHeap);
    }

    private static double cosine(Embedding one, Embedding other) {
        return Direction.cosine(one.numbers(), other.numbers());
    }

    @Test
    void whatIsEquallyNearComesByItsJob() {
        for (int i = 0; i < 60; i++) {
            album.add(Album.picture("p" + i), Album.vector(3, 4));
        }
        assertThat(search.nearest(Album.vector(6, 8), 5))
                .extracting(Match::imageId)
                .containsExactly("p0", "p1", "p2", "p3", "p4");
        assertThat(search.nearest(Album.vector(6, 8), 1).get(0).cosine()).isEqualTo(1.0, within(1e-7));
        assertThat(search.nearest(Album.vector(-3, -4), 1).get(0).cosine()).isEqualTo(-1.0, within(1e-7));
    }

    @Test
    void aPictureIsNotSimilarToItself() {
        album.add(Album.picture("cat"), Album.vector(1, 0));
        album.add(Album.picture("dog"), Album.vector(1, 0.1f));
        album.add(Album.bare(), Album.vector(1, 0.2f));

        assertThat(search.similar("cat", 10)).extracting(Match::imageId).containsExactly("dog", null);
        assertThatThrownBy(() -> search.similar("cow", 10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cow");
    }

    @Test
    void aPictureIsComparedBeforeItsJobHasEndedButNotFound() {
        album.begin(Album.picture("new"), Album.vector(1, 0));
        JobId cat = album.add(Album.picture("cat"), Album.vector(1, 0));

        assertThat(search.similar("new", 5)).extracting(Match::job).containsExactly(cat);
        assertThat(search.similar("cat", 5)).isEmpty();
    }

    @Test
    void vectorsOfOtherModelsOrLengthsAreNotCompared() {
        album.add(Album.picture("cat"), Album.vector(1, 0), Embedding.of("large", new float[] {1, 0}));
        album.add(Album.picture("dog"), Album.vector(1, 0.1f), Embedding.of("large", new float[] {0, 1}));
        album.add(Album.picture("cow"), Album.vector(1, 0, 0));

        assertThat(search.nearest(Album.vector(1, 0), 5))
                .extracting(Match::imageId)
                .containsExactly("cat", "dog");
        assertThat(search.nearest(Embedding.of("tiny", new float[] {1, 0}), 5)).isEmpty();
        assertThatThrownBy(() -> search.similar("cat", 5)).hasMessageContaining("ofModel");
        assertThat(search.ofModel("large").similar("cat", 5).get(0).cosine()).isEqualTo(0.0, within(1e-7));
        assertThatThrownBy(() -> search.ofModel("large").nearest(Album.vector(1, 0), 5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOwnerSeesOnlyTheirOwnPictures() {
        album.add(Album.picture("cat").owner("anna"), Album.vector(1, 0));
        album.add(Album.picture("dog").owner("anna"), Album.vector(0, 1));
        album.add(Album.picture("cow").owner("bert"), Album.vector(1, 0));
        album.add(Album.picture("hen"), Album.vector(1, 0));

        Search annas = search.ofOwner("anna");
        assertThat(annas.similar("cat", 5)).extracting(Match::imageId).containsExactly("dog");
        assertThat(annas.nearest(Album.vector(1, 0), 5))
                .extracting(Match::imageId)
                .containsExactly("cat", "dog");
        assertThatThrownBy(() -> annas.similar("cow", 5)).isInstanceOf(IllegalStateException.class);
        assertThat(search.ofOwner("carl").nearest(Album.vector(1, 0), 5)).isEmpty();
        assertThat(search.nearest(Album.vector(1, 0), 5)).hasSize(4);
    }

    @Test
    void ofSeveralJobsForAPictureTheLastOneCounts() {
        Lease slow = album.begin(Album.picture("cat").key("slow"));
        album.add(Album.picture("cat").key("first"), Album.vector(1, 0));
        album.letPass(Duration.ofMinutes(2));
        assertThat(search.nearest(Album.vector(0, 1), 5).get(0).cosine()).isEqualTo(0.0, within(1e-7));
        JobId last = album.add(Album.picture("cat").key("last"), Album.vector(0, 1));
        album.letPass(Duration.ofSeconds(1));

        List<Match> found = search.nearest(Album.vector(0, 1), 5);
        assertThat(found).extracting(Match::job).containsExactly(last);
        assertThat(found.get(0).cosine()).isEqualTo(1.0, within(1e-7));
        assertThat(slow.job().isFinished()).isFalse();
    }

    @Test
    void aResultThatNoSearchCanUseIsLeftOut() {
        album.add(Album.picture("zero"), Album.vector(0, 0));
        album.add(Album.picture("nan"), Album.vector(Float.NaN, 0));
        album.add(Album.picture("cat"), Album.vector(1, 0));

        assertThat(search.nearest(Album.vector(1, 0), 5))
                .extracting(Match::imageId)
                .containsExactly("cat");
        assertThatThrownBy(() -> search.nearest(Album.vector(0, 0), 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.nearest(Album.vector(1, 0), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    // Fresh

    @Test
    void whatIsNewIsFoundOnceItIsLookedForAgain() {
        album.add(Album.picture("cat"), Album.vector(1, 0));
        assertThat(search.nearest(Album.vector(1, 0), 5)).hasSize(1);
        album.add(Album.picture("dog"), Album.vector(1, 0));

        assertThat(search.nearest(Album.vector(1, 0), 5)).hasSize(1);
        album.letPass(Duration.ofSeconds(1));
        assertThat(search.nearest(Album.vector(1, 0), 5)).hasSize(2);
        album.add(Album.picture("cow"), Album.vector(1, 0));
        search.lookNow();
        assertThat(search.nearest(Album.vector(1, 0), 5)).hasSize(3);
    }

    @Test
    void aForgottenJobIsNotFoundEvenBeforeAnybodyLooks() {
        album.add(Album.picture("cat"), Album.vector(1, 0), new Fingerprint.Print("000000000000000f"));
        album.letPass(Duration.ofDays(2));
        album.add(Album.picture("dog"), Album.vector(1, 0.1f), new Fingerprint.Print("000000000000000f"));
        search.lookNow();
        album.store.prune(Duration.ofDays(1), 10);

        assertThat(search.nearest(Album.vector(1, 0), 1))
                .extracting(Match::imageId)
                .containsExactly("dog");
        assertThat(search.duplicates("dog", 5)).isEmpty();
        assertThat(search.duplicatesAmong(List.of("cat", "dog"), 5)).isEmpty();
    }

    @Test
    void whatWasReadLongAgoIsNotReadAgain() {
        List<Integer> read = new ArrayList<>();
        Search counted = search(counting(read), SearchSettings.standard());
        for (int i = 0; i < 1_100; i++) {
            album.add(Album.picture("p" + i), Album.vector(1, i));
        }
        counted.nearest(Album.vector(1, 0), 5);
        assertThat(read.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_100);
        album.letPass(Duration.ofMinutes(1));
        album.add(Album.picture("new"), Album.vector(1, 0));
        counted.nearest(Album.vector(1, 0), 5);
        read.clear();
        album.letPass(Duration.ofMinutes(1));

        assertThat(counted.nearest(Album.vector(1, 0), 5)).hasSize(5);
        assertThat(read).containsExactly(1);
    }

    /** The store, which writes down how many results each page had. */
    private JobStore counting(List<Integer> read) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(album.store, arguments);
                        if (answer instanceof ResultPage page) {
                            read.add(page.results().size());
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    // Bounds

    @Test
    void whatDoesNotFitIsSaidAndNothingIsLeftOutInSilence() {
        int fit = 496;
        long block = fit * (2L * Float.BYTES + Pictures.BYTES_A_ROW);
        Search bounded = search(album.store, SearchSettings.standard().keepAtMost(2 * block - 1));
        for (int i = 0; i < fit; i++) {
            album.add(Album.picture("p" + i), Album.vector(1, i));
        }
        assertThat(bounded.nearest(Album.vector(1, 0), 1_000)).hasSize(fit);
        album.letPass(Duration.ofDays(2));
        album.add(Album.picture("more"), Album.vector(1, 0));
        assertThatThrownBy(() -> bounded.nearest(Album.vector(1, 0), 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("keepAtMost");
        assertThatThrownBy(bounded::lookNow).as("each time").isInstanceOf(IllegalStateException.class);

        album.store.prune(Duration.ofDays(1), 10);
        album.letPass(Duration.ofSeconds(1));
        assertThat(bounded.nearest(Album.vector(1, 0), 1_000))
                .as("the room of what was forgotten is free")
                .hasSize(fit - 10 + 1);
    }

    @Test
    void noFileIsLeftWhenTheSearchIsClosed(@TempDir Path folder) throws IOException {
        album.add(Album.picture("cat"), Album.vector(1, 0));
        Search inFile =
                search(album.store, SearchSettings.standard().keepOnHeap(0).keepIn(folder));
        assertThat(inFile.nearest(Album.vector(1, 0), 5)).hasSize(1);
        inFile.close();
        assertThat(files(folder)).isZero();
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void aFolderThatIsNotThereIsAClearError(@TempDir Path folder) {
        album.add(Album.picture("cat"), Album.vector(1, 0));
        Search inFile =
                search(album.store, SearchSettings.standard().keepOnHeap(0).keepIn(folder.resolve("none")));

        assertThatThrownBy(() -> inFile.nearest(Album.vector(1, 0), 5)).hasMessageContaining("can't grow");
    }

    @Test
    void manyThreadsSearchWhileJobsEndAndAreForgotten() throws Exception {
        Search eager = search(album.store, SearchSettings.standard().lookAfter(Duration.ZERO));
        List<Callable<Integer>> works = new ArrayList<>();
        works.add(() -> {
            for (int i = 0; i < 600; i++) {
                album.add(Album.picture("p" + i), Album.vector(1, i % 7), new Fingerprint.Print("000000000000000f"));
                album.letPass(Duration.ofSeconds(1));
                album.store.prune(Duration.ofMinutes(5), 3);
            }
            return 300;
        });
        for (int thread = 0; thread < 3; thread++) {
            works.add(() -> IntStream.range(0, 100)
                    .map(i -> eager.nearest(Album.vector(1, 0), 50).size()
                            + eager.duplicates(new Fingerprint.Print("0000000000000000"), 4)
                                    .size())
                    .max()
                    .orElseThrow());
        }
        ExecutorService pool = Executors.newFixedThreadPool(works.size());
        try {
            for (Future<Integer> end : pool.invokeAll(works)) {
                assertThat(end.get()).isBetween(0, 50 + 303);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(eager.duplicates(new Fingerprint.Print("0000000000000000"), 4))
                .hasSize(300);
    }

    // Copies

    @Test
    void copiesAreThoseWithinTheDistanceNearestFirst() {
        JobId far = album.add(Album.picture("far"), new Fingerprint.Print("00000000000000ff"));
        JobId near = album.add(Album.picture("near"), new Fingerprint.Print("0000000000000003"));
        album.add(Album.picture("other"), new Fingerprint.Print("ffffffffffffffff"));
        album.add(Album.picture("cat"), new Fingerprint.Print("0000000000000000"));

        assertThat(search.duplicates("cat", 8))
                .containsExactly(new Duplicate(near, "near", 2), new Duplicate(far, "far", 8));
        assertThat(search.duplicates("cat", 7)).extracting(Duplicate::imageId).containsExactly("near");
        assertThat(search.duplicates("cat", 64)).hasSize(3);
        assertThat(search.duplicates(new Fingerprint.Print("0000000000000001"), 1))
                .extracting(Duplicate::imageId)
                .containsExactly("near", "cat");
        assertThatThrownBy(() -> search.duplicates("cat", 65)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.duplicates("cow", 8)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pairsAreFoundAmongTheNamedPicturesOnly() {
        album.add(Album.picture("a").owner("anna"), new Fingerprint.Print("0000000000000000"));
        album.add(Album.picture("b").owner("anna"), new Fingerprint.Print("0000000000000007"));
        album.add(Album.picture("c").owner("anna"), new Fingerprint.Print("0000000000000001"));
        album.add(Album.picture("d").owner("bert"), new Fingerprint.Print("0000000000000001"));

        assertThat(search.duplicatesAmong(List.of("a", "b", "c", "none"), 2))
                .containsExactly(new DuplicatePair("a", "c", 1), new DuplicatePair("b", "c", 2));
        assertThat(search.ofOwner("anna").duplicatesAmong(List.of("a", "c", "d"), 64))
                .containsExactly(new DuplicatePair("a", "c", 1));
    }
}
