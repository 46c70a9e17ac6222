// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.fingerprint.Fingerprint;
import dev.darkroom.job.JobStore;
import dev.darkroom.paid.CallFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds pictures that are alike, and copies, among the results of jobs: those that a step left as {@link Embedding} or as
 * {@link Fingerprint.Print}.
 *
 * <pre>{@code
 * Search search = darkroom.search().ofOwner("user-7");
 * List<Match> alike = search.similar("42", 10);
 * List<Duplicate> copies = search.duplicates("42", Fingerprint.Print.SIMILAR);
 * }</pre>
 *
 * <p>Every picture is compared, so nothing is missed; the cosine of the best is computed as a double. Of several jobs for
 * one picture, which is told by owner and image id, the one counts that ended last. Vectors of different models or lengths
 * are never compared.
 *
 * <p>It holds a copy of all vectors and prints, made at the first search, which with very many takes its time: see
 * {@link #lookNow}. From then on a search begins by reading what is new, at most once in the time that
 * {@link SearchSettings#fresh} says; a result is found as soon as its job has ended, however it ended. One of a job that
 * was forgotten or deleted is never found. Where all of them don't fit into what {@link SearchSettings#maxBytes} allows, a
 * search throws {@link IllegalStateException} and says so; it never leaves some out.
 *
 * <p>Safe to share between threads.
 */
public final class Search implements AutoCloseable {
    private static final int MOST = 1_000;
    private static final int BITS = 64;

    private final Mirrors mirrors;
    private final @Nullable String owner;
    private final @Nullable String model;

    /** What all views of one search share. */
    private record Mirrors(
            JobStore store, Shelf shelf, Mirror<Vectors> vectors, Mirror<Prints> prints, TextCalls texts) {}

    private Search(Mirrors mirrors, @Nullable String owner, @Nullable String model) {
        this.mirrors = mirrors;
        this.owner = owner;
        this.model = model;
    }

    /** Makes a search in a store; nothing is read yet. A Darkroom has one of its own. */
    public static Search in(JobStore store, SearchSettings settings, TextCalls texts, InstantSource clock) {
        Shelf shelf = new Shelf(settings);
        Duration fresh = settings.fresh();
        Mirror<Vectors> vectors = new Mirror<>(store, Embedding.class, new Vectors(shelf), fresh, clock);
        Mirror<Prints> prints = new Mirror<>(store, Fingerprint.Print.class, new Prints(shelf), fresh, clock);
        return new Search(new Mirrors(store, shelf, vectors, prints, texts), null, null);
    }

    /** The same, which sees no pictures but those of an owner: neither asks for others, nor finds any. */
    public Search ofOwner(String owner) {
        return new Search(mirrors, owner, model);
    }

    /** The same, which knows only vectors of one model; to be said where pictures have vectors of several. */
    public Search ofModel(String model) {
        return new Search(mirrors, owner, model);
    }

    /**
     * Returns the pictures nearest to one, best first, without itself.
     *
     * @param imageId the host's id of the picture; if it has no vector, {@link IllegalStateException} says so
     * @param k how many at most, from 1 to 1,000
     */
    public List<Match> similar(String imageId, int k) {
        Subjects.Subject<Embedding> subject = new Subjects(mirrors.store, owner).embedding(imageId, model);
        return nearest(subject.value(), subject.picture(), k);
    }

    /** Returns the pictures nearest to a vector, best first; none if no picture has one that can be compared with it. */
    public List<Match> nearest(Embedding to, int k) {
        if (model != null && !model.equals(to.model())) {
            throw new IllegalArgumentException("this search is of " + model + ", the vector of " + to.model());
        }
        return nearest(to, null, k);
    }

    /**
     * Returns the pictures nearest to a text, best first. Asking where the text lies is a paid call, for the owner of this
     * search: within limits and budgets, and in the ledger under the recipe {@value TextCalls#RECIPE}. It is not made if no
     * picture has a vector that could be compared. Without a {@link TextEmbedder}, {@link IllegalStateException} says so.
     *
     * @throws CallFailure if it can't be asked, or not now: {@link CallFailure.NotSent#rest} tells how long to wait
     */
    public List<Match> nearest(String text, int k) throws CallFailure, InterruptedException {
        checkCount(k);
        if (text.isBlank()) {
            throw new IllegalArgumentException("there is nothing to look for in a blank text");
        }
        Set<Vectors.Kind> kinds = mirrors.vectors.answer(Vectors::kinds);
        Optional<TextEmbedder> embedder = mirrors.texts.embedder(
                model, kinds.stream().map(Vectors.Kind::model).collect(Collectors.toSet()));
        if (embedder.isEmpty()) {
            return List.of();
        }
        Embedding where = mirrors.texts.embedding(embedder.get(), text, owner);
        if (!kinds.contains(Vectors.Kind.of(where))) {
            throw new IllegalStateException("no picture has " + Vectors.Kind.of(where)
                    + ", as the text has; there are " + kinds
                    + ": let the embedder of texts ask for what the pictures have");
        }
        return nearest(where, null, k);
    }

    private List<Match> nearest(Embedding to, @Nullable Picture except, int k) {
        checkCount(k);
        float[] direction = Direction.of(to.numbers())
                .orElseThrow(() -> new IllegalArgumentException("a vector of " + to.model() + " has no direction"));
        Vectors.Kind kind = Vectors.Kind.of(to);
        return mirrors
                .vectors
                .find(vectors -> vectors.nearest(kind, direction, owner, except, k), hit -> Stream.of(hit.job()))
                .stream()
                .map(hit -> new Match(hit.job(), hit.picture().imageId(), hit.worth()))
                .toList();
    }

    /**
     * Returns the pictures that may be copies of one, nearest first, without itself.
     *
     * @param imageId the host's id of the picture; if it has no fingerprint, {@link IllegalStateException} says so
     * @param distance in how many of the 64 bits they may differ; {@link Fingerprint.Print#SIMILAR} is a good number
     */
    public List<Duplicate> duplicates(String imageId, int distance) {
        Subjects.Subject<Fingerprint.Print> subject = new Subjects(mirrors.store, owner).print(imageId);
        return duplicates(subject.value(), subject.picture(), distance);
    }

    /** Returns the pictures that may be copies of one with this fingerprint, nearest first. */
    public List<Duplicate> duplicates(Fingerprint.Print print, int distance) {
        return duplicates(print, null, distance);
    }

    private List<Duplicate> duplicates(Fingerprint.Print print, @Nullable Picture except, int distance) {
        check(distance);
        return mirrors
                .prints
                .find(prints -> prints.within(distance, print.bits(), owner, except), hit -> Stream.of(hit.job()))
                .stream()
                .map(hit -> new Duplicate(hit.job(), hit.picture().imageId(), (int) -hit.worth()))
                .toList();
    }

    /**
     * Returns all pairs among these pictures that may be copies of each other, nearest first. Each is compared with each,
     * which takes a fraction of a second for 10,000. A picture without a fingerprint is in no pair.
     */
    public List<DuplicatePair> duplicatesAmong(Collection<String> imageIds, int distance) {
        check(distance);
        Set<String> ids = Set.copyOf(imageIds);
        return mirrors
                .prints
                .find(prints -> prints.pairsAmong(ids, distance, owner), pair -> Stream.of(pair.first(), pair.second()))
                .stream()
                .map(Prints.Pair::byImage)
                .toList();
    }

    private static void checkCount(int k) {
        if (k < 1 || k > MOST) {
            throw new IllegalArgumentException("a search returns 1 to " + MOST + " pictures, not " + k);
        }
    }

    private static void check(int distance) {
        if (distance < 0 || distance > BITS) {
            throw new IllegalArgumentException("fingerprints differ in 0 to " + BITS + " bits, not in " + distance);
        }
    }

    /** Reads what is new at once, so that the next search needn't; before the first, that is everything. */
    public void lookNow() {
        mirrors.vectors.followNow();
        mirrors.prints.followNow();
    }

    /** Deletes its file; a Darkroom does so at its own end. */
    @Override
    public void close() {
        mirrors.shelf.close();
    }
}
