// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.tags;

import org.jspecify.annotations.Nullable;

/** Makes text from a picture fit to be stored and shown. */
public final class Text {
    static final int MAX_LENGTH = 2000;

    private Text() {}

    /** Returns the text on one line, without control characters, not too long, or null if nothing is left. */
    public static @Nullable String clean(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder();
        raw.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(Text::isShown)
                .forEach(clean::appendCodePoint);
        String text = clean.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.SURROGATE && type != Character.UNASSIGNED;
    }
}
