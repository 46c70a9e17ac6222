// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.text.KeptText;

/**
 * Why a job or a step ended as it did, in words that every store can keep.
 *
 * <p>Reasons often come from exceptions, so anything may be in them. Those that reach a store within a
 * {@link StepRecord}, a {@link Next.Finish} or a {@link JobState} are keepable already; what is handed to
 * {@link JobStore#cancel} is not.
 */
public final class Reason {
    /** The longest reason that is kept; what is longer is cut, and ends with "…". */
    public static final int MAX_LENGTH = 4_000;

    private Reason() {}

    /** Returns the words with U+FFFD for each NUL and each half of a surrogate pair, cut to the longest length. */
    public static String keepable(String words) {
        return KeptText.mended(cut(words));
    }

    private static String cut(String words) {
        if (words.length() <= MAX_LENGTH) {
            return words;
        }
        int end = MAX_LENGTH - 1;
        boolean splitsPair = Character.isHighSurrogate(words.charAt(end - 1));
        return words.substring(0, splitsPair ? end - 1 : end) + "…";
    }
}
