// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.http.HttpFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A paid call brought nothing. Which of its kinds it is says whether it was billed, and whether making it again makes
 * sense. The reason is for a person, and holds no secret.
 */
public abstract sealed class CallFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private CallFailure(String reason) {
        super(reason);
    }

    /** Sorts a failure by what HTTP tells of it; a provider that knows more sorts before. */
    public static CallFailure of(HttpFailure failure) {
        String reason = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case NOT_SENT -> new NotSent(reason);
            case TRY_LATER -> new RefusedForNow(reason, failure.retryAfter().orElse(null));
            case REFUSED, BLOCKED -> new Refused(reason);
            case TOO_LARGE, MAYBE_DONE -> new MaybeBilled(reason);
        };
    }

    /** Whether it says something of the provider rather than of this one call: many such, and calls rest for a while. */
    boolean isTrouble() {
        return true;
    }

    /** Whether it is sure that nothing was billed. */
    boolean isFree() {
        return true;
    }

    /** Nothing of it left this machine. */
    public static final class NotSent extends CallFailure {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration rest;

        /** It could not be sent. */
        public NotSent(String reason) {
            this(reason, null);
        }

        NotSent(String reason, @Nullable Duration rest) {
            super(reason);
            this.rest = rest;
        }

        /** Returns for how long a limit, a budget or an open breaker holds it back, if one does; that uses up no try. */
        public Optional<Duration> rest() {
            return Optional.ofNullable(rest);
        }

        @Override
        boolean isTrouble() {
            return rest == null;
        }
    }

    /** The provider refused, and may not later. Nothing was billed. */
    public static final class RefusedForNow extends CallFailure {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration wait;

        /** It was refused by a provider that may have asked to wait. */
        public RefusedForNow(String reason, @Nullable Duration wait) {
            super(reason);
            this.wait = wait;
        }

        /** Returns how long the provider asks to wait, if it does. */
        public Optional<Duration> wanted() {
            return Optional.ofNullable(wait);
        }
    }

    /** The provider refused, and will again. Nothing was billed. */
    public static final class Refused extends CallFailure {
        private static final long serialVersionUID = 1L;

        private final boolean everyCall;

        /** This call was refused. */
        public Refused(String reason) {
            this(reason, false);
        }

        private Refused(String reason, boolean everyCall) {
            super(reason);
            this.everyCall = everyCall;
        }

        /** Every call would be refused: the key is wrong, or there is no money. The other calls rest for a while. */
        public static Refused everyCall(String reason) {
            return new Refused(reason, true);
        }

        boolean isEveryCall() {
            return everyCall;
        }

        @Override
        boolean isTrouble() {
            return everyCall;
        }
    }

    /** It was sent in part or whole, and no proper reply came. */
    public static final class MaybeBilled extends CallFailure {
        private static final long serialVersionUID = 1L;

        private final boolean repeatable;

        /** Nobody knows whether it was carried out. */
        public MaybeBilled(String reason) {
            this(reason, false);
        }

        private MaybeBilled(String reason, boolean repeatable) {
            super(reason);
            this.repeatable = repeatable;
        }

        MaybeBilled repeatable() {
            return new MaybeBilled(String.valueOf(getMessage()), true);
        }

        /** Returns whether to make the call again all the same, since paying twice does little harm. */
        public boolean isRepeatable() {
            return repeatable;
        }

        @Override
        boolean isFree() {
            return false;
        }
    }
}
