// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import okhttp3.Response;

/** Refuses a reply that says itself that it is too long, before any of it is read. */
final class BodyLimit {
    private BodyLimit() {}

    static void check(HttpCall call, Response response) throws TooLongException {
        long declared = response.body().contentLength();
        if (declared > call.maxReply()) {
            throw new TooLongException("is " + declared + " bytes long, over the limit of " + call.maxReply());
        }
    }

    static TooLongException passed(HttpCall call) {
        return new TooLongException("is longer than the limit of " + call.maxReply() + " bytes");
    }
}
