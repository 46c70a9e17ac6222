// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Says that a call brought no good reply, and what that means for trying again.
 *
 * <p>Its kind is found once, where all the facts are at hand. Neither the message nor a cause holds a header, a body or
 * a query: what OkHttp throws is told by its kind and dropped.
 */
public final class HttpFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /** What a failed call means for trying again. */
    public enum Kind {
        /** The guard's own rules forbid the call, and will again. */
        BLOCKED,
        /** Nothing of the request left this machine, so that sending it again is safe. */
        NOT_SENT,
        /** The server refused for now, or the call was one that can be repeated freely. */
        TRY_LATER,
        /** The server refused, and will again. */
        REFUSED,
        /** The reply to a call that can be repeated is longer than the call allows. */
        TOO_LARGE,
        /** The request was sent in part or whole and there is no proper reply: it may have been carried out and billed. */
        MAYBE_DONE
    }

    private final Kind kind;
    private final int status;
    private final @Nullable Duration retryAfter;

    HttpFailure(Kind kind, String message) {
        this(kind, message, 0, null);
    }

    HttpFailure(Kind kind, String message, int status, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** Returns what it means. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether trying again can neither be billed twice nor is pointless. */
    public boolean retryable() {
        return kind == Kind.NOT_SENT || kind == Kind.TRY_LATER;
    }

    /** Returns the status of the reply, if one came. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** Returns how long the server asks to wait, if it does; zero means not at all. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
