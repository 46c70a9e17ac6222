// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a host's endpoint has to know of Dropbox's calls to it. */
final class Webhook {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~=+/-]{1,200}");

    private Webhook() {}

    /** Only what can do no harm is sent back: anybody can call the endpoint. */
    static Optional<String> challenge(@Nullable String text) {
        return text != null && CHALLENGE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    static boolean isSigned(String secret, @Nullable String signature, byte[] body) {
        if (signature == null) {
            return false;
        }
        try {
            return MessageDigest.isEqual(HexFormat.of().parseHex(signature.strip()), hmac(secret, body));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
