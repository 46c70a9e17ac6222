// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a file that decide where it goes.
 *
 * <pre>{@code
 * Placement.of("7", "thumbnail", "jpg", submitted).owner("user_42").kind("logo");
 * }</pre>
 */
public final class Placement {
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,10}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final String imageId;
    private final String role;
    private final String extension;
    private final Instant submitted;
    private final @Nullable String owner;
    private final @Nullable String kind;
    private final @Nullable String sha256;

    private Placement(
            String imageId,
            String role,
            String extension,
            Instant submitted,
            @Nullable String owner,
            @Nullable String kind,
            @Nullable String sha256) {
        this.imageId = imageId;
        this.role = role;
        this.extension = extension;
        this.submitted = submitted;
        this.owner = owner;
        this.kind = kind;
        this.sha256 = sha256;
    }

    /**
     * Describes a file.
     *
     * @param imageId the host's id of the image; any text
     * @param role what the file is to the image: {@code original}, or the name of its variant; any text
     * @param extension the ending of its name without a dot, in lower case, such as {@code jpg}
     * @param submitted when the image was handed in, which doesn't change when a step is repeated
     */
    public static Placement of(String imageId, String role, String extension, Instant submitted) {
        if (!EXTENSION.matcher(extension).matches()) {
            throw new IllegalArgumentException("an extension is 1 to 10 of a-z and 0-9, not '" + extension + "'");
        }
        return new Placement(imageId, role, extension, submitted, null, null, null);
    }

    /** The same with whom it belongs to; any text. */
    public Placement owner(String owner) {
        return new Placement(imageId, role, extension, submitted, owner, kind, sha256);
    }

    /** The same with what it shows in the host's words, such as {@code logo}; any text. */
    public Placement kind(String kind) {
        return new Placement(imageId, role, extension, submitted, owner, kind, sha256);
    }

    /** The same with the SHA-256 of its bytes in lower-case hex. */
    public Placement sha256(String sha256) {
        if (!SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a SHA-256 is 64 of 0-9 and a-f, not '" + sha256 + "'");
        }
        return new Placement(imageId, role, extension, submitted, owner, kind, sha256);
    }

    /** Returns the host's id of the image. */
    public String imageId() {
        return imageId;
    }

    /** Returns what the file is to the image. */
    public String role() {
        return role;
    }

    /** Returns the ending of its name. */
    public String extension() {
        return extension;
    }

    /** Returns when the image was handed in. */
    public Instant submitted() {
        return submitted;
    }

    /** Returns whom it belongs to. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** Returns what it shows. */
    public Optional<String> kind() {
        return Optional.ofNullable(kind);
    }

    /** Returns the SHA-256 of its bytes. */
    public Optional<String> sha256() {
        return Optional.ofNullable(sha256);
    }

    @Override
    public String toString() {
        return imageId + " " + role + "." + extension;
    }
}
