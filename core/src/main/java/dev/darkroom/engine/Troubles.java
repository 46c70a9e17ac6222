// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.http.HttpFailure;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.process.StepOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sorts what a step threw, once, at the edge: to be tried again or final, with words for a person. */
final class Troubles {
    private static final Logger log = LoggerFactory.getLogger(Troubles.class);

    private Troubles() {}

    static StepOutcome<?> sort(Throwable thrown) {
        if (thrown instanceof ImageRejectedException || thrown instanceof IllegalArgumentException) {
            return StepOutcome.failed(words(thrown));
        }
        if (thrown instanceof HttpFailure failure) {
            return new StepOutcome.Failed<>(
                    words(failure), failure.retryable(), failure.retryAfter().orElse(null), List.of());
        }
        if (thrown instanceof CallFailure failure) {
            return sort(failure);
        }
        if (thrown instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return sort(wrapped.getCause());
        }
        if (thrown instanceof IOException) {
            return StepOutcome.retry(words(thrown));
        }
        log.warn("a step threw what it should not", thrown);
        return StepOutcome.retry("unexpected " + thrown.getClass().getSimpleName() + ": " + words(thrown));
    }

    private static StepOutcome<?> sort(CallFailure failure) {
        String why = words(failure);
        if (failure instanceof CallFailure.NotSent notSent) {
            return notSent.rest().isPresent()
                    ? StepOutcome.postponed(notSent.rest().get(), why)
                    : StepOutcome.retry(why);
        }
        if (failure instanceof CallFailure.RefusedForNow refused) {
            return new StepOutcome.Failed<>(why, true, refused.wanted().orElse(null), List.of());
        }
        boolean again = failure instanceof CallFailure.MaybeBilled lost && lost.isRepeatable();
        return again ? StepOutcome.retry(why) : StepOutcome.failed(why);
    }

    static String words(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }
}
