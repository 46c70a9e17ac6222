// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.image.ImageRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host hands in: one image for one recipe, with everything about it that the host wants to see again.
 *
 * <pre>{@code
 * Submission.of("photo", ImageRef.file("cat.jpg")).imageId("42").owner("user-7").priority(Priority.HIGH);
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class Submission {
    private final String recipe;
    private final ImageRef image;
    private final @Nullable String imageId;
    private final @Nullable String owner;
    private final Map<String, String> context;
    private final @Nullable String key;
    private final Priority priority;
    private final Duration delay;

    private Submission(
            String recipe,
            ImageRef image,
            @Nullable String imageId,
            @Nullable String owner,
            Map<String, String> context,
            @Nullable String key,
            Priority priority,
            Duration delay) {
        this.recipe = recipe;
        this.image = image;
        this.imageId = imageId;
        this.owner = owner;
        this.context = context;
        this.key = key;
        this.priority = priority;
        this.delay = delay;
    }

    /** Hands an image to a recipe. */
    public static Submission of(String recipe, ImageRef image) {
        if (recipe.isBlank()) {
            throw new IllegalArgumentException("a submission needs the name of a recipe");
        }
        return new Submission(recipe, image, null, null, Map.of(), null, Priority.NORMAL, Duration.ZERO);
    }

    /** The same with the host's own id of the image; one image goes through a recipe once, see {@link #key}. */
    public Submission imageId(String imageId) {
        return new Submission(recipe, image, notBlank("image id", imageId), owner, context, key, priority, delay);
    }

    /** The same with the one for whom this is done: a user or a tenant. */
    public Submission owner(String owner) {
        return new Submission(recipe, image, imageId, notBlank("owner", owner), context, key, priority, delay);
    }

    /** The same with one more thing that the host wants to see again in steps, events and results. */
    public Submission context(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(context);
        more.put(notBlank("context name", name), value);
        return context(more);
    }

    /** The same with this context instead. */
    public Submission context(Map<String, String> context) {
        Map<String, String> copy = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(context));
        return new Submission(recipe, image, imageId, owner, copy, key, priority, delay);
    }

    /**
     * The same with a key of its own. A second submission with a key that the store knows adds nothing: the existing job
     * is returned. Without one, recipe and image id together are the key; without an image id there is none.
     */
    public Submission key(String key) {
        return new Submission(recipe, image, imageId, owner, context, notBlank("key", key), priority, delay);
    }

    /** The same with a place in the queue. */
    public Submission priority(Priority priority) {
        return new Submission(recipe, image, imageId, owner, context, key, priority, delay);
    }

    /** The same, due only after this time. */
    public Submission delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a job can't be due " + delay + " ago");
        }
        return new Submission(recipe, image, imageId, owner, context, key, priority, delay);
    }

    /** Returns the name of the recipe. */
    public String recipe() {
        return recipe;
    }

    /** Returns where the image is. */
    public ImageRef image() {
        return image;
    }

    /** Returns the host's own id of the image. */
    public Optional<String> imageId() {
        return Optional.ofNullable(imageId);
    }

    /** Returns for whom this is done. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** Returns what the host wants to see again. */
    public Map<String, String> context() {
        return context;
    }

    /** Returns the key under which a store knows the job: its own, or recipe and image id. */
    public Optional<String> key() {
        if (key != null) {
            return Optional.of(key);
        }
        return imageId().map(id -> recipe + "/" + id);
    }

    /** Returns the place in the queue. */
    public Priority priority() {
        return priority;
    }

    /** Returns after which time the job is due. */
    public Duration delay() {
        return delay;
    }

    @Override
    public String toString() {
        return image + " for recipe '" + recipe + "'"
                + imageId().map(id -> ", image id " + id).orElse("");
    }

    private static String notBlank(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the " + what + " of a submission can't be blank; leave it out instead");
        }
        return text;
    }
}
