// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/*
 * Text that is plain (lower case letters, digits, '_', inner '-') is taken as it is. All other text is made plain, which
 * may make two texts one ("a b" and "a-b"), so a dot and the start of its SHA-256 are added. Plain text has no dot, so
 * nobody can choose a name that is equal to another's marked one. Capital letters count as not plain, because on some
 * file systems "A" and "a" are one file; so do the names that Windows keeps for devices.
 */
/** Grows a key part by part. */
final class KeyPath {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,63}");
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]");
    private static final int SHOWN = 40;
    private static final int MARK = 16;

    /** Stands where a fact is missing; as text, it would be marked. */
    private static final String NONE = "any";

    private final String path;

    private KeyPath(String path) {
        this.path = path;
    }

    static KeyPath under(String root) {
        return new KeyPath(StorageKey.of(root).value());
    }

    /** Adds any text, or the lack of it. */
    KeyPath part(@Nullable String text) {
        return plain(text == null ? NONE : marked(text));
    }

    /** Adds what is known to be a part of a key. */
    KeyPath plain(String part) {
        return new KeyPath(path + "/" + part);
    }

    StorageKey file(Placement file) {
        return plain(marked(file.role()) + "." + file.extension()).key();
    }

    StorageKey key() {
        return StorageKey.of(path);
    }

    private static String marked(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !DEVICE.matcher(text).matches() && !text.equals(NONE);
        return plain ? text : shown(text) + "." + Sha256.of(text).substring(0, MARK);
    }

    private static String shown(String text) {
        String safe = StorageKey.safe(text).toLowerCase(Locale.ROOT);
        String start = safe.startsWith("-") ? "x" + safe : safe;
        return start.substring(0, Math.min(start.length(), SHOWN));
    }
}
