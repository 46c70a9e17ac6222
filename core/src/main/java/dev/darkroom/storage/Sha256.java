// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A length and its SHA-256.
 *
 * @param size how many bytes there are
 * @param hex their SHA-256 in lower-case hex
 */
record Sha256(long size, String hex) {

    static Sha256 of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return copy(in, OutputStream.nullOutputStream());
        }
    }

    static String of(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Copies all bytes and says what they were. */
    static Sha256 copy(InputStream in, OutputStream out) throws IOException {
        DigestOutputStream through = new DigestOutputStream(out, digest());
        long size = in.transferTo(through);
        return new Sha256(
                size, HexFormat.of().formatHex(through.getMessageDigest().digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
