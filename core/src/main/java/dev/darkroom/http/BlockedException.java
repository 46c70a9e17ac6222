// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.net.UnknownHostException;

/** Says that a rule of the guard forbids a call; a kind of unknown host, because OkHttp lets those through untouched. */
final class BlockedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    BlockedException(String message) {
        super(message);
    }
}
