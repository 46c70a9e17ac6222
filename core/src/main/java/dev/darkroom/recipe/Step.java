// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.recipe;

import dev.darkroom.limit.LimitRule;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepCondition;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One processor with its settings in a recipe: what it comes after, when it is needed, how it is tried again.
 *
 * <pre>{@code
 * Step.of("caption", captions).after("variants").optional().retry(Backoff.fixed(Duration.ofMinutes(5)));
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy. The name is what a store knows the step by, so it stays the same from
 * release to release.
 */
public final class Step {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,59}");

    private final Draft settings;

    private Step(Draft settings) {
        this.settings = settings;
    }

    /** The settings; changed only between a copy's making and its first use. */
    private static final class Draft {
        private String name;
        private final ImageProcessor<?> processor;
        private boolean required = true;
        private Set<String> after = Set.of();
        private Set<String> afterEnd = Set.of();
        private @Nullable StepCondition condition;
        private Backoff backoff = Backoff.exponential(Duration.ofSeconds(2), Duration.ofMinutes(10));
        private Duration timeout = Duration.ofMinutes(5);
        private @Nullable LimitRule limit;

        Draft(String name, ImageProcessor<?> processor) {
            this.name = name;
            this.processor = processor;
        }

        Draft(Draft other) {
            this(other.name, other.processor);
            required = other.required;
            after = other.after;
            afterEnd = other.afterEnd;
            condition = other.condition;
            backoff = other.backoff;
            timeout = other.timeout;
            limit = other.limit;
        }
    }

    /** A required step without conditions, tried again 3 times, with 5 minutes for each try. */
    public static Step of(String name, ImageProcessor<?> processor) {
        return new Step(new Draft(checkName(name), processor));
    }

    /** The same under another name, so that a recipe can have its like twice. */
    public Step named(String name) {
        checkName(name);
        return with(draft -> draft.name = name);
    }

    /** The same, but without it the job is COMPLETE, if partial. */
    public Step optional() {
        return with(draft -> draft.required = false);
    }

    /** The same, begun only when these steps are DONE; if one of them can't be, neither can this. */
    public Step after(String... steps) {
        return with(draft -> draft.after = union(draft.after, steps));
    }

    /** The same, begun only when these steps have ended, well or badly. */
    public Step afterEnd(String... steps) {
        return with(draft -> draft.afterEnd = union(draft.afterEnd, steps));
    }

    /** The same, skipped unless the condition holds when its turn comes. */
    public Step when(StepCondition condition) {
        return with(draft -> draft.condition = condition);
    }

    /** The same with other retries. */
    public Step retry(Backoff backoff) {
        return with(draft -> draft.backoff = backoff);
    }

    /** The same with another time for each try, after which it is interrupted and counts as failed. */
    public Step timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("step '" + name() + "' needs some time for a try, not " + timeout);
        }
        return with(draft -> draft.timeout = timeout);
    }

    /** The same, taking a permit before each try; what becomes of it without one, its rule says. */
    public Step limit(LimitRule limit) {
        return with(draft -> draft.limit = limit);
    }

    /** Returns the name. */
    public String name() {
        return settings.name;
    }

    /** Returns what does the work. */
    public ImageProcessor<?> processor() {
        return settings.processor;
    }

    /** Whether a job fails without it. */
    public boolean isRequired() {
        return settings.required;
    }

    /** Returns the steps that must be DONE before. */
    public Set<String> after() {
        return settings.after;
    }

    /** Returns the steps that must have ended before. */
    public Set<String> afterEnd() {
        return settings.afterEnd;
    }

    /** Returns what decides whether it is needed. */
    public Optional<StepCondition> condition() {
        return Optional.ofNullable(settings.condition);
    }

    /** Returns how it is tried again. */
    public Backoff backoff() {
        return settings.backoff;
    }

    /** Returns how long a try may take. */
    public Duration timeout() {
        return settings.timeout;
    }

    /** Returns how often it may be tried, together with all others under the same key. */
    public Optional<LimitRule> limit() {
        return Optional.ofNullable(settings.limit);
    }

    @Override
    public String toString() {
        return name() + (isRequired() ? "" : " (optional)");
    }

    private Step with(Consumer<Draft> change) {
        Draft copy = new Draft(settings);
        change.accept(copy);
        return new Step(copy);
    }

    private static String checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a step's name is 1 to 60 of a-z, 0-9, '-' and '_', not '" + name + "'");
        }
        return name;
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
