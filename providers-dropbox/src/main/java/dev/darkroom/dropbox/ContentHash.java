// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which Dropbox knows content: that of the hashes of its blocks. */
final class ContentHash {
    private static final int BLOCK = 4 << 20;
    private static final int BUFFER = 64 << 10;

    private ContentHash() {}

    static String of(InputStream in) throws IOException {
        MessageDigest whole = sha256();
        MessageDigest block = sha256();
        byte[] buffer = new byte[BUFFER];
        int inBlock = 0;
        for (int n = read(in, buffer, inBlock); n >= 0; n = read(in, buffer, inBlock)) {
            block.update(buffer, 0, n);
            inBlock += n;
            if (inBlock == BLOCK) {
                whole.update(block.digest());
                inBlock = 0;
            }
        }
        if (inBlock > 0) {
            whole.update(block.digest());
        }
        return HexFormat.of().formatHex(whole.digest());
    }

    /** Returns the plain hash of a text. */
    static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static int read(InputStream in, byte[] buffer, int inBlock) throws IOException {
        return in.read(buffer, 0, Math.min(buffer.length, BLOCK - inBlock));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
