// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import dev.darkroom.Darkroom;
import dev.darkroom.job.Submission;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.text.KeptText;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches a folder of Dropbox, and hands in every new and every changed picture.
 *
 * <pre>{@code
 * DropboxSettings settings = DropboxSettings.from(System.getenv()).orElseThrow();
 * try (DropboxWatcher watcher = DropboxWatcher.builder(darkroom, settings, "/Photos", "photo").build()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>The first time it hands in all that is there. How far it has come is kept beside the jobs, so a restart misses nothing
 * and lists nothing twice; several nodes may watch one folder. Each state of a file is a job once, since its key holds the
 * file's id and its rev. When Dropbox wants the folder to be listed anew, which is rare, what the store still knows is not
 * done again; a job that was pruned since then is no longer known.
 *
 * <p>It works in a daemon thread of its own, which waits at Dropbox for changes and goes on after every failure, or
 * {@linkplain Builder#byHand by hand}. It ends with {@link #close}, before the Darkroom. Safe to share between threads.
 */
public final class DropboxWatcher implements AutoCloseable {
    private static final Set<String> PICTURES =
            Set.of("avif", "bmp", "gif", "heic", "heif", "jfif", "jpe", "jpeg", "jpg", "png", "tif", "tiff", "webp");

    private final FolderReader reader;
    private final HandingIn desk;
    private final Optional<String> secret;
    private final @Nullable WatchThread thread;

    private DropboxWatcher(Builder settings) {
        Gate gate = new Gate();
        DropboxApi api = new DropboxApi(settings.darkroom.http(), settings.dropbox, settings.clock);
        this.reader = new FolderReader(
                api, settings.darkroom.bookmarks(), settings.bookmark(), settings.folder, settings.subfolders, gate);
        this.desk = new HandingIn(
                settings.darkroom, settings.wanted, settings.submission(), settings.state, settings.listener);
        this.secret = settings.dropbox.appSecret();
        this.thread = settings.byHand ? null : new WatchThread(this::read, reader, api, settings.pace(), gate);
        if (thread != null) {
            thread.start();
        }
    }

    /** Hears what is not a picture; called in the watcher's thread. All methods do nothing unless they are written. */
    public interface Listener {

        /**
         * Hears that a file, or a folder with all that was in it, is gone. It may be told more than once, by each node that
         * watches and after a crash; what went while Dropbox wants the folder to be listed anew is not told. What this throws
         * keeps the watcher from going on, until it no longer does.
         */
        default void deleted(String path) {}

        /** Hears that no submission can be made of a file, which is left out. */
        default void leftOut(DropboxFile file, IllegalArgumentException why) {}

        /** Hears that looking failed, and how long the watcher rests until it looks again. */
        default void failed(Exception why, Duration rest) {}
    }

    /** Begins a watcher of a folder whose pictures go through a recipe; the root is {@code /}. */
    public static Builder builder(Darkroom darkroom, DropboxSettings dropbox, String folder, String recipe) {
        return new Builder(darkroom, dropbox, folder, recipe);
    }

    /**
     * Looks for changes once, in the caller's thread: for a watcher that was built to be driven by hand, such as from a cron
     * job or a test.
     *
     * @return how many pictures were handed in, those that are known included
     * @throws IOException if Dropbox can't be asked now; what was handed in before stays so
     */
    public int look() throws IOException, InterruptedException {
        if (thread != null) {
            throw new IllegalStateException("look() is for a watcher built with byHand(); this one looks by itself");
        }
        return read();
    }

    private int read() throws IOException, InterruptedException {
        return reader.read(desk);
    }

    /** Reads the folder from its beginning the next time; what the store knows is not done again. */
    public void listAnew() throws InterruptedException {
        Optional<String> place = reader.place();
        if (place.isPresent()) {
            reader.forget(place.get());
            wake();
        }
    }

    /** Makes the watcher look soon, if it is waiting for that. */
    public void wake() {
        if (thread != null) {
            thread.wake();
        }
    }

    /**
     * Answers Dropbox's question whether an endpoint is the host's: a GET with the parameter {@code challenge}. The answer
     * is sent as {@code text/plain}, with {@code X-Content-Type-Options: nosniff}.
     *
     * @param parameter what came with the request, or null
     * @return what to send back, or nothing if that is no question of Dropbox's, which deserves status 400
     */
    public Optional<String> challenge(@Nullable String parameter) {
        return Webhook.challenge(parameter);
    }

    /**
     * Checks a notification of Dropbox's, a POST, and makes the watcher look if it is one. It needs
     * {@link DropboxSettings#appSecret}. Answer at once: 200, or 403 if this returns false.
     *
     * @param signature the header {@code X-Dropbox-Signature}, or null
     * @param body the bytes of the request as they came
     * @return whether it is signed with the app's secret
     */
    public boolean accepts(@Nullable String signature, byte[] body) {
        String key = secret.orElseThrow(() -> new IllegalStateException(
                "a notification can't be checked without the app's secret: set DROPBOX_APP_SECRET"));
        boolean signed = Webhook.isSigned(key, signature, body);
        if (signed) {
            wake();
        }
        return signed;
    }

    /** Ends the thread: what it is handing in is finished, what it waits for is not. */
    @Override
    public void close() {
        if (thread != null) {
            thread.close();
        }
    }

    /** Collects what differs from the usual; used once, by one thread. */
    public static final class Builder {
        private final Darkroom darkroom;
        private final DropboxSettings dropbox;
        private final String folder;
        private final String recipe;
        private boolean subfolders;
        private boolean byHand;
        private boolean longPoll = true;
        private Duration poll = Duration.ofMinutes(10);
        private Backoff rests = Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(5))
                .retries(Integer.MAX_VALUE);
        private Duration spacing = Duration.ofSeconds(1);
        private InstantSource clock = InstantSource.system();
        private Predicate<DropboxFile> wanted = file -> PICTURES.contains(file.extension());
        private Function<DropboxFile, String> state = DropboxFile::rev;
        private @Nullable Function<DropboxFile, Submission> submission;
        private @Nullable String owner;
        private @Nullable String name;
        private Listener listener = new Listener() {};

        private Builder(Darkroom darkroom, DropboxSettings dropbox, String folder, String recipe) {
            this.darkroom = darkroom;
            this.dropbox = dropbox;
            this.folder = checked(folder);
            this.recipe = recipe;
        }

        /** Watches what is in folders below it too. */
        public Builder withSubfolders() {
            subfolders = true;
            return this;
        }

        /** Says which files are pictures, in the place of the usual endings of their names. */
        public Builder images(Predicate<DropboxFile> wanted) {
            this.wanted = wanted;
            return this;
        }

        /** Says for whom all this is done. */
        public Builder owner(String owner) {
            this.owner = owner;
            return this;
        }

        /**
         * Makes the submission of a file. Unless set, its image id is the file's id, and its context has {@code path},
         * {@code name} and {@code rev}. The watcher sets its key. What this throws is tried again, but for an
         * {@link IllegalArgumentException}, for which the file is left out.
         */
        public Builder submission(Function<DropboxFile, Submission> submission) {
            this.submission = submission;
            return this;
        }

        /**
         * Takes a file for changed only when its bytes have: one that is moved or saved again is not done again. Nor is one
         * that is changed back to what it was once.
         */
        public Builder oncePerContent() {
            state = file -> file.contentHash().orElseGet(file::rev);
            return this;
        }

        /** Hears of deleted files and of troubles. */
        public Builder listener(Listener listener) {
            this.listener = listener;
            return this;
        }

        /** Doesn't wait at Dropbox, but for {@link #accepts} and {@link #wake}, and looks this often by itself. */
        public Builder onlyWhenWoken(Duration atLeastEvery) {
            if (atLeastEvery.isNegative() || atLeastEvery.isZero()) {
                throw new IllegalArgumentException("a watcher looks after some time, not after " + atLeastEvery);
            }
            longPoll = false;
            poll = atLeastEvery;
            return this;
        }

        /** Lets nothing happen but in {@link #look}. */
        public Builder byHand() {
            byHand = true;
            return this;
        }

        /**
         * Names the place where it keeps how far it has come. Recipe and folder are the name unless set; watchers of two
         * accounts need names where these are the same.
         */
        public Builder name(String name) {
            this.name = KeptText.check("name of a watcher", name, KeptText.MAX_ID);
            return this;
        }

        /** Rests otherwise, for tests. */
        Builder rests(Backoff rests, Duration spacing) {
            this.rests = rests;
            this.spacing = spacing;
            return this;
        }

        /** Tells the time otherwise, for tests. */
        Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Returns the watcher, which begins to look unless it is driven by hand. */
        public DropboxWatcher build() {
            return new DropboxWatcher(this);
        }

        private WatchThread.Pace pace() {
            return new WatchThread.Pace(longPoll, poll, rests, spacing, listener);
        }

        private Function<DropboxFile, Submission> submission() {
            Function<DropboxFile, Submission> made = submission == null ? this::usual : submission;
            String forWhom = owner;
            return forWhom == null ? made : file -> made.apply(file).owner(forWhom);
        }

        private Submission usual(DropboxFile file) {
            return Submission.of(recipe, file.ref())
                    .imageId(file.id())
                    .context("path", file.path())
                    .context("name", file.name())
                    .context("rev", file.rev());
        }

        /** Dropbox makes no difference between large and small letters; a very long path is told by its hash. */
        private String bookmark() {
            String full = "dropbox "
                    + (name == null ? recipe + " " + folder.toLowerCase(Locale.ROOT) : name)
                    + (subfolders ? " with subfolders" : "");
            return full.length() <= KeptText.MAX_KEY ? full : "dropbox " + ContentHash.of(full);
        }

        private static String checked(String folder) {
            KeptText.check("folder of a watcher", folder);
            String bare = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
            boolean isPath = bare.startsWith("/") || bare.startsWith("id:") || bare.startsWith("ns:");
            if (!bare.isEmpty() && !isPath) {
                throw new IllegalArgumentException(
                        "a folder of Dropbox begins with '/', or is 'id:…' or 'ns:…'; not '" + folder + "'");
            }
            return bare;
        }
    }
}
