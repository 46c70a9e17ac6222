// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

/** Says that a command can't begin the way it was called, in words for the one who called it. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
