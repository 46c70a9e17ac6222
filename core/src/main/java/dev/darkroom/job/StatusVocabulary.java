// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host's own words for how far a job is, in one place.
 *
 * <pre>{@code
 * StatusVocabulary words = StatusVocabulary.standard().with(JobStatus.FAILED, "error");
 * words.of(job);      // "pending", "processing", "complete", "error" or "cancelled"
 * }</pre>
 *
 * <p>Immutable, so safe to share between threads.
 */
public final class StatusVocabulary {
    private final Map<JobStatus, String> words;
    private final @Nullable String partial;

    private StatusVocabulary(Map<JobStatus, String> words, @Nullable String partial) {
        this.words = words;
        this.partial = partial;
    }

    /** The names of the statuses in lower case; a partial job is complete. */
    public static StatusVocabulary standard() {
        Map<JobStatus, String> words = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            words.put(status, status.name().toLowerCase(Locale.ROOT));
        }
        return new StatusVocabulary(words, null);
    }

    /** The same with another word for a status. */
    public StatusVocabulary with(JobStatus status, String word) {
        Map<JobStatus, String> changed = new EnumMap<>(words);
        changed.put(status, checked(word));
        return new StatusVocabulary(changed, partial);
    }

    /** The same with a word of its own for a job that is COMPLETE but for optional steps. */
    public StatusVocabulary withPartial(String word) {
        return new StatusVocabulary(words, checked(word));
    }

    /** Returns the word for how far a job is. */
    public String of(Job job) {
        boolean isPartial = job.status() == JobStatus.COMPLETE && job.isPartial();
        return isPartial && partial != null ? partial : word(job.status());
    }

    /** Returns the word for a status. */
    public String word(JobStatus status) {
        String word = words.get(status);
        if (word == null) {
            throw new IllegalStateException("there is no word for " + status);
        }
        return word;
    }

    private static String checked(String word) {
        if (word.isBlank()) {
            throw new IllegalArgumentException("a status needs a word");
        }
        return word;
    }
}
