// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.corpus;

import org.jspecify.annotations.Nullable;

/**
 * What came of decoding a file.
 *
 * @param end how it ended
 * @param width the upright width that was told, if it was decoded
 * @param height the upright height that was told, if it was decoded
 * @param picture what it looks like, if it was decoded
 * @param words what was said otherwise
 */
record Attempt(End end, int width, int height, @Nullable SmallPicture picture, String words) {

    /** The ways in which decoding ends. */
    enum End {
        DECODED,
        /** The typed refusal. */
        REJECTED,
        /** An {@link java.io.IOException}: may work later. */
        FAILED,
        UNCHECKED,
        /** No memory or no stack, even where another exception hides it. */
        OUT_OF_MEMORY,
        HANG
    }

    static Attempt decoded(int width, int height, SmallPicture picture) {
        return new Attempt(End.DECODED, width, height, picture, "");
    }

    static Attempt ended(End end, String words) {
        return new Attempt(end, 0, 0, null, words.replaceAll("\\s+", " "));
    }

    /** Returns it as one line. */
    String line() {
        return picture == null ? end + "\t" + words : end + "\t" + width + "\t" + height + "\t" + picture.words();
    }

    /** Reads the line again. */
    static Attempt of(String line) {
        String[] columns = line.split("\t", -1);
        End end = End.valueOf(columns[0]);
        return end == End.DECODED
                ? decoded(
                        Integer.parseInt(columns[1]),
                        Integer.parseInt(columns[2]),
                        SmallPicture.of(columns[3], columns[4], columns[5]))
                : ended(end, columns[1]);
    }
}
