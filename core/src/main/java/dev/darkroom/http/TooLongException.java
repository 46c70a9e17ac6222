// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.io.IOException;

/** Says that a reply passes a limit of its call. */
final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(String message) {
        super(message);
    }
}
