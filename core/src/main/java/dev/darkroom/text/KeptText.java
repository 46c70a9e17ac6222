// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.text;

import java.util.regex.Pattern;

/**
 * Which texts every store keeps as they are, and how long those may be that it finds things by.
 *
 * <p>What is longer, or no text, is refused where it is handed in, so that it makes no difference where jobs are kept.
 * Lengths are those of {@link String#length()}: a character outside the basic plane, such as an emoji, counts twice.
 */
public final class KeptText {
    /** The longest name: of recipes, sources, kinds, steps, providers and their operations. */
    public static final int MAX_NAME = 100;

    /** The longest id: of images, owners, workers and models. */
    public static final int MAX_ID = 255;

    /** The longest key: of submissions, limits and paid calls. */
    public static final int MAX_KEY = 400;

    private static final int SHOWN = 40;

    /** Matched by code points, so the two halves of a whole surrogate pair are not found. */
    private static final Pattern UNKEEPABLE = Pattern.compile("[\\x00\\uD800-\\uDFFF]");

    private KeptText() {}

    /** Whether a text can be kept as it is: no database keeps a NUL, or half of a surrogate pair. */
    public static boolean isKeepable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                return !UNKEEPABLE.matcher(text).find(i);
            }
        }
        return true;
    }

    /** Returns the text with U+FFFD for each NUL and each half of a surrogate pair. */
    public static String mended(String text) {
        return isKeepable(text) ? text : UNKEEPABLE.matcher(text).replaceAll("\uFFFD");
    }

    /** Returns the text if it can be kept; {@code what} names it in the message if not. */
    public static String check(String what, String text) {
        if (!isKeepable(text)) {
            throw new IllegalArgumentException(
                    "the " + what + " has a NUL character or half of a surrogate pair, which no database keeps");
        }
        return text;
    }

    /** Returns the text if it can be kept and is no longer than this; {@code what} names it in the message if not. */
    public static String check(String what, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException("the " + what + " is at most " + longest + " characters long, not "
                    + text.length() + ": '" + beginning(text) + "'");
        }
        return check(what, text);
    }

    /** Enough to recognize a text that is far too long. */
    private static String beginning(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "…";
    }
}
