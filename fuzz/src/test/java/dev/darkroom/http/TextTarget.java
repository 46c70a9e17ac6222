// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import dev.darkroom.fuzz.Target;
import dev.darkroom.storage.StorageKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Texts from outside: addresses, how long a server asks to wait, names that become parts of keys. */
public final class TextTarget implements Target {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final UrlRules addresses = new UrlRules(new GuardRules(false, true, Set.of(80, 443), Map.of()));
    private final RetryAfter waits = new RetryAfter(LONGEST);

    @Override
    public void read(byte[] input) throws IOException {
        String text = new String(input, StandardCharsets.UTF_8);
        StorageKey.of(StorageKey.safe(text));
        checkWait(text, "Retry-After");
        checkWait(text, "retry-after-ms");
        HttpUrl address = addresses.check(text);
        Target.require(address.username().isEmpty() && address.password().isEmpty(), "a user came through");
        Target.require(address.port() == 80 || address.port() == 443, "a port came through");
    }

    private void checkWait(String text, String name) {
        Optional<Duration> wait =
                waits.read(header -> Optional.of(text).filter(any -> header.equals(name)), Instant.EPOCH);
        boolean sound =
                wait.isEmpty() || (!wait.get().isNegative() && wait.get().compareTo(LONGEST) <= 0);
        Target.require(sound, "a wait of " + wait);
    }
}
