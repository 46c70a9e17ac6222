// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import java.util.regex.Pattern;

/**
 * The name of a file in a {@link Storage}: parts of plain characters with slashes between them.
 *
 * <p>A key never leaves its storage, whatever it was made from: no part begins with a dot, and there is no backslash,
 * colon, blank or control character. Text from outside goes through {@link #safe} first.
 *
 * @param value such as {@code library/user_42/logo/img/7-thumbnail.jpg}
 */
public record StorageKey(String value) {
    private static final int MAX_LENGTH = 512;
    private static final int MAX_PART = 100;
    private static final Pattern VALID =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_-]+");

    /** Checks the characters and the length. */
    public StorageKey {
        if (value.length() > MAX_LENGTH || !VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a storage key: '" + value + "'; a key is parts of A-Z, a-z, 0-9, '_',"
                            + " '-' and inner dots, joined by '/', at most " + MAX_LENGTH + " characters");
        }
    }

    /** Makes a key of its text. */
    public static StorageKey of(String value) {
        return new StorageKey(value);
    }

    /** Turns any text into one plain part of a key: what isn't a letter, digit, '-' or '_' becomes a '-'. */
    public static String safe(String text) {
        String plain = UNSAFE.matcher(text).replaceAll("-");
        return plain.isEmpty() ? "-" : plain.substring(0, Math.min(plain.length(), MAX_PART));
    }

    @Override
    public String toString() {
        return value;
    }
}
