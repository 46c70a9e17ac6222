// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.io.IOException;
import okhttp3.Response;

/** Turns the last response of a call, which is not a redirect, into what the caller gets. */
interface ReplyReader<T> {
    T read(HttpCall call, Response response) throws IOException;

    /** Gives up a value that nobody waits for any more. */
    void discard(T value);
}
