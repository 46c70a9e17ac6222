// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import dev.darkroom.Darkroom;
import dev.darkroom.job.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands in the pictures of a page, and tells of what is gone, in the order of the page. */
final class HandingIn implements ToIntFunction<Page> {
    private static final Logger log = LoggerFactory.getLogger(HandingIn.class);

    private final Darkroom darkroom;
    private final Predicate<DropboxFile> wanted;
    private final Function<DropboxFile, Submission> submission;
    private final Function<DropboxFile, String> state;
    private final DropboxWatcher.Listener listener;

    /** @param state says in which state a file is, so that each state is handed in once */
    HandingIn(
            Darkroom darkroom,
            Predicate<DropboxFile> wanted,
            Function<DropboxFile, Submission> submission,
            Function<DropboxFile, String> state,
            DropboxWatcher.Listener listener) {
        this.darkroom = darkroom;
        this.wanted = wanted;
        this.submission = submission;
        this.state = state;
        this.listener = listener;
    }

    @Override
    public int applyAsInt(Page page) {
        int handedIn = 0;
        List<Submission> ready = new ArrayList<>();
        for (Page.Change change : page.changes()) {
            if (change.file().isPresent()) {
                submission(change.file().get()).ifPresent(ready::add);
            } else {
                handedIn += handIn(ready);
                ready.clear();
                listener.deleted(change.path());
            }
        }
        return handedIn + handIn(ready);
    }

    private int handIn(List<Submission> ready) {
        return ready.isEmpty() ? 0 : darkroom.submit(ready).size();
    }

    /** One that can't be made of this file never can be, and keeps no other file waiting. */
    private Optional<Submission> submission(DropboxFile file) {
        if (!file.hasBytes() || !wanted.test(file)) {
            return Optional.empty();
        }
        try {
            Submission made = submission.apply(file);
            return Optional.of(made.key(key(made.recipe(), file)));
        } catch (IllegalArgumentException e) {
            log.warn("a file of Dropbox is left out: {}: {}", file.id(), e.getMessage());
            listener.leftOut(file, e);
            return Optional.empty();
        }
    }

    private String key(String recipe, DropboxFile file) {
        return "dropbox/" + recipe + "/" + file.id() + "/" + state.apply(file);
    }
}
