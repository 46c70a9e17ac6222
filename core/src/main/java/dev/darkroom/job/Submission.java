// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.image.Focus;
import dev.darkroom.image.ImageRef;
import dev.darkroom.text.KeptText;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a host hands in: one image for one recipe, with everything about it that the host wants to see again.
 *
 * <pre>{@code
 * Submission.of("photo", ImageRef.file("cat.jpg")).imageId("42").owner("user-7").priority(Priority.HIGH);
 * }</pre>
 *
 * <p>A text that is blank, too long for some store, or can't be kept by any, is refused by the method that takes it; see
 * {@link KeptText} for the lengths.
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class Submission {
    private static final String FOCUS = "focus";
    private static final Pattern NUMBERS = Pattern.compile("(0(?:\\.\\d+)?|1(?:\\.0+)?),(0(?:\\.\\d+)?|1(?:\\.0+)?)");

    private static final Duration LONGEST_DELAY = Duration.ofDays(3_650);

    private final Draft settings;

    private Submission(Draft settings) {
        this.settings = settings;
    }

    /** What was set; changed only between a copy's making and its first use. */
    private static final class Draft {
        private final String recipe;
        private final ImageRef image;
        private @Nullable String imageId;
        private @Nullable String owner;
        private @Nullable String kind;
        private @Nullable String key;
        private Supplier<Map<String, String>> context = Map::of;
        private Priority priority = Priority.NORMAL;
        private Duration delay = Duration.ZERO;

        Draft(String recipe, ImageRef image) {
            this.recipe = recipe;
            this.image = image;
        }

        Draft(Draft other) {
            this(other.recipe, other.image);
            imageId = other.imageId;
            owner = other.owner;
            kind = other.kind;
            key = other.key;
            context = other.context;
            priority = other.priority;
            delay = other.delay;
        }

        List<@Nullable Object> parts() {
            return Arrays.asList(recipe, image, imageId, owner, kind, key, context.get(), priority, delay);
        }
    }

    /** Hands an image to a recipe, whose name is at most {@value KeptText#MAX_NAME} characters long. */
    public static Submission of(String recipe, ImageRef image) {
        KeptText.check("source of an image reference", image.source(), KeptText.MAX_NAME);
        return new Submission(new Draft(checked("recipe", recipe, KeptText.MAX_NAME), image));
    }

    /**
     * Restores what a store has kept: for stores. It was checked when it was handed in, and is not checked again, so that
     * rows of other versions can be read; the context is read when it is first asked for.
     */
    public static Submission kept(
            String recipe,
            ImageRef image,
            @Nullable String imageId,
            @Nullable String owner,
            @Nullable String kind,
            @Nullable String key,
            Supplier<Map<String, String>> context,
            Priority priority,
            Duration delay) {
        Draft kept = new Draft(recipe, image);
        kept.imageId = imageId;
        kept.owner = owner;
        kept.kind = kind;
        kept.key = key;
        kept.context = new KeptContext(context);
        kept.priority = priority;
        kept.delay = delay;
        return new Submission(kept);
    }

    /**
     * The same with the host's own id of the image, at most {@value KeptText#MAX_ID} characters; an image goes through a
     * recipe once, see {@link #key}.
     */
    public Submission imageId(String imageId) {
        checked("image id", imageId, KeptText.MAX_ID);
        return with(draft -> draft.imageId = imageId);
    }

    /** The same with the one for whom this is done, a user or a tenant, in at most {@value KeptText#MAX_ID} characters. */
    public Submission owner(String owner) {
        checked("owner", owner, KeptText.MAX_ID);
        return with(draft -> draft.owner = owner);
    }

    /**
     * The same with what the picture is to the host, such as {@code logo}, in at most {@value KeptText#MAX_NAME}
     * characters; it may decide where files go.
     */
    public Submission kind(String kind) {
        checked("kind", kind, KeptText.MAX_NAME);
        return with(draft -> draft.kind = kind);
    }

    /** The same with one more thing that the host wants to see again in steps, events and results. */
    public Submission context(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(context());
        more.put(notBlank("name of a context entry", name), value);
        return context(more);
    }

    /**
     * The same with the point of its picture that cuts keep in view, see {@link dev.darkroom.image.Variant#smart}. It is
     * kept in the context as {@code focus}, for example {@code 0.25,0.4}, so that a trigger can set it too.
     */
    public Submission focus(Focus point) {
        return context(FOCUS, String.format(Locale.ROOT, "%.4f,%.4f", point.x(), point.y()));
    }

    /** Returns the point that cuts keep in view; one that can't be understood is none. */
    public Optional<Focus> focus() {
        Matcher numbers = NUMBERS.matcher(context().getOrDefault(FOCUS, ""));
        return numbers.matches()
                ? Optional.of(new Focus(Double.parseDouble(numbers.group(1)), Double.parseDouble(numbers.group(2))))
                : Optional.empty();
    }

    /** The same with this context instead. */
    public Submission context(Map<String, String> context) {
        context.forEach((name, value) -> {
            keepable("name of a context entry", name);
            keepable("context entry '" + name + "'", value);
        });
        Map<String, String> copy = Collections.unmodifiableMap(new LinkedHashMap<>(context));
        return with(draft -> draft.context = () -> copy);
    }

    /** Reads at most once, unless threads ask at one time; they read the same. */
    private static final class KeptContext implements Supplier<Map<String, String>> {
        private final Supplier<Map<String, String>> reader;
        private volatile @Nullable Map<String, String> read;

        KeptContext(Supplier<Map<String, String>> reader) {
            this.reader = reader;
        }

        @Override
        public Map<String, String> get() {
            Map<String, String> known = read;
            if (known == null) {
                known = Collections.unmodifiableMap(reader.get());
                read = known;
            }
            return known;
        }
    }

    /**
     * The same with a key of its own, at most {@value KeptText#MAX_KEY} characters. A submission whose key the store knows
     * adds nothing: the existing job is returned. Without one, recipe and image id together are the key; without an image
     * id there is none.
     */
    public Submission key(String key) {
        checked("key", key, KeptText.MAX_KEY);
        return with(draft -> draft.key = key);
    }

    /** The same with a place in the queue. */
    public Submission priority(Priority priority) {
        return with(draft -> draft.priority = priority);
    }

    /** The same, due only after this time. */
    public Submission delay(Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "a job is due within 0 to " + LONGEST_DELAY.toDays() + " days, not " + delay);
        }
        return with(draft -> draft.delay = delay);
    }

    /** Returns the name of the recipe. */
    public String recipe() {
        return settings.recipe;
    }

    /** Returns where the image is. */
    public ImageRef image() {
        return settings.image;
    }

    /** Returns the host's own id of the image. */
    public Optional<String> imageId() {
        return Optional.ofNullable(settings.imageId);
    }

    /** Returns for whom this is done. */
    public Optional<String> owner() {
        return Optional.ofNullable(settings.owner);
    }

    /** Returns what the picture is to the host. */
    public Optional<String> kind() {
        return Optional.ofNullable(settings.kind);
    }

    /** Returns what the host wants to see again. */
    public Map<String, String> context() {
        return settings.context.get();
    }

    /** Returns the key under which a store knows the job: its own, or recipe and image id. */
    public Optional<String> key() {
        return Optional.ofNullable(settings.key).or(() -> imageId().map(id -> recipe() + "/" + id));
    }

    /** Returns the place in the queue. */
    public Priority priority() {
        return settings.priority;
    }

    /** Returns after which time the job is due. */
    public Duration delay() {
        return settings.delay;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Submission that && settings.parts().equals(that.settings.parts());
    }

    @Override
    public int hashCode() {
        return settings.parts().hashCode();
    }

    @Override
    public String toString() {
        return image() + " for recipe '" + recipe() + "'"
                + imageId().map(id -> ", image id " + id).orElse("");
    }

    private Submission with(Consumer<Draft> change) {
        Draft copy = new Draft(settings);
        change.accept(copy);
        return new Submission(copy);
    }

    private static String checked(String what, String text, int longest) {
        return KeptText.check(what + " of a submission", notBlank(what, text), longest);
    }

    private static String notBlank(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the " + what + " of a submission can't be blank");
        }
        return text;
    }

    private static void keepable(String what, String text) {
        KeptText.check(what + " of a submission", text);
    }
}
