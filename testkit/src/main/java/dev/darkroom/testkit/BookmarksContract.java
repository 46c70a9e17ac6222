// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.job.Bookmarks;
import dev.darkroom.job.JobStore;
import dev.darkroom.text.KeptText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the {@link Bookmarks} of every {@link JobStore} promise. */
@Timeout(60)
public abstract class BookmarksContract {
    private static final String NAME = "dropbox photo /Fotos/Übung 😀";
    private static final int THREADS = 8;
    private static final int MOVES = 25;

    @SuppressWarnings("NullAway") // set before each test
    private Bookmarks bookmarks;

    /** For subclasses. */
    protected BookmarksContract() {}

    /** Returns a store that has no bookmarks yet; the same one each time in a test. */
    protected abstract JobStore store() throws Exception;

    /** Opens the same store once more, as another node does; one that is in memory returns itself. */
    protected abstract JobStore again() throws Exception;

    @BeforeEach
    public final void open() throws Exception {
        bookmarks = store().bookmarks();
    }

    @AfterEach
    public final void close() throws Exception {
        store().close();
    }

    @Test
    public void aBookmarkThatNobodyPlacedIsNotThere() {
        assertThat(bookmarks.find(NAME)).isEmpty();
        assertThat(bookmarks.move(NAME, "somewhere", "further")).isFalse();
        assertThat(bookmarks.remove(NAME, "somewhere")).isFalse();
        assertThat(bookmarks.find(NAME)).isEmpty();
    }

    @Test
    public void aBookmarkIsPlacedMovedAndTakenAway() {
        assertThat(bookmarks.move(NAME, null, "page 1")).isTrue();
        assertThat(bookmarks.move(NAME, "page 1", "page 2")).isTrue();
        assertThat(bookmarks.find(NAME)).contains("page 2");
        assertThat(bookmarks.remove(NAME, "page 2")).isTrue();
        assertThat(bookmarks.find(NAME)).isEmpty();
        assertThat(bookmarks.move(NAME, null, "page 1")).isTrue();
    }

    @Test
    public void whoDoesNotKnowWhereItIsMovesNothing() {
        bookmarks.move(NAME, null, "page 1");

        assertThat(bookmarks.move(NAME, null, "page 2")).isFalse();
        assertThat(bookmarks.move(NAME, "PAGE 1", "page 2")).isFalse();
        assertThat(bookmarks.move(NAME, "page 1 ", "page 2")).isFalse();
        assertThat(bookmarks.remove(NAME, "page 0")).isFalse();
        assertThat(bookmarks.find(NAME)).contains("page 1");
    }

    @Test
    public void aMoveToWhereItIsCounts() {
        bookmarks.move(NAME, null, "page 1");

        assertThat(bookmarks.move(NAME, "page 1", "page 1")).isTrue();
    }

    @Test
    public void namesThatDifferInCaseOrSpacesAreDifferentBookmarks() {
        bookmarks.move("a", null, "1");
        bookmarks.move("A", null, "2");
        bookmarks.move("a ", null, "3");

        assertThat(bookmarks.find("a")).contains("1");
        assertThat(bookmarks.find("A")).contains("2");
        assertThat(bookmarks.find("a ")).contains("3");
    }

    @Test
    public void theLongestNameAndPlaceAreKeptAsTheyAre() {
        String name = "ü".repeat(KeptText.MAX_KEY);
        String place = "\uD83D\uDC08".repeat(Bookmarks.MAX_PLACE / 2);

        assertThat(bookmarks.move(name, null, place)).isTrue();
        assertThat(bookmarks.find(name)).contains(place);
        assertThat(bookmarks.move(name, place, "short")).isTrue();
    }

    @Test
    public void whatNotEveryStoreKeepsIsRefused() {
        List<Callable<?>> refused = List.of(
                () -> bookmarks.find(" "),
                () -> bookmarks.move("n".repeat(KeptText.MAX_KEY + 1), null, "page 1"),
                () -> bookmarks.move(NAME, null, ""),
                () -> bookmarks.move(NAME, null, "p".repeat(Bookmarks.MAX_PLACE + 1)),
                () -> bookmarks.move(NAME, null, "a\u0000b"),
                () -> bookmarks.remove("\uD83D", "page 1"));
        for (Callable<?> call : refused) {
            assertThatThrownBy(call::call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("of a bookmark");
        }
    }

    @Test
    public void otherNodesSeeIt() throws Exception {
        bookmarks.move(NAME, null, "page 1");
        JobStore other = again();
        try {
            assertThat(other.bookmarks().move(NAME, "page 1", "page 2")).isTrue();
            assertThat(bookmarks.move(NAME, "page 1", "page 1b")).isFalse();
            assertThat(bookmarks.find(NAME)).contains("page 2");
        } finally {
            other.close();
        }
    }

    @Test
    public void ofSeveralWhoMoveItAtOnceOneDoes() throws Exception {
        bookmarks.move(NAME, null, "0");

        atOnce(() -> {
            for (int moves = 0; moves < MOVES; ) {
                String from = bookmarks.find(NAME).orElseThrow();
                if (bookmarks.move(NAME, from, Integer.toString(Integer.parseInt(from) + 1))) {
                    moves++;
                }
            }
            return true;
        });

        assertThat(bookmarks.find(NAME)).contains(Integer.toString(THREADS * MOVES));
    }

    @Test
    public void ofSeveralWhoPlaceItAtOnceOneDoes() throws Exception {
        List<Boolean> placed =
                atOnce(() -> bookmarks.move(NAME, null, Thread.currentThread().getName()));

        assertThat(placed).hasSize(THREADS).containsOnlyOnce(true);
    }

    private static <T> List<T> atOnce(Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(Collections.nCopies(THREADS, work))) {
                results.add(done.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
