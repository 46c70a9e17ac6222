// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.fake;

/** What can go wrong with one request. */
public enum Fault {
    /** 429, with a word how long to wait. */
    TOO_MANY_FOR_A_WHILE(false),
    /** 429, without one. */
    TOO_MANY(false),
    /** 500, with the provider's own error. */
    BROKEN(false),
    /** 503, with the provider's own error. */
    OVERLOADED(false),
    /** 502 with a page of HTML, as a gateway answers. */
    GATEWAY(false),
    /** The work is done and the reply never comes. */
    HANG(true),
    /** The work is done and the reply breaks off in its middle. */
    TRUNCATED(true),
    /** The connection is reset while the request is read; nothing is done. */
    RESET(false),
    /** The work is done and the connection closed before a byte of the reply. */
    LOST_REPLY(true),
    /** The work is done, and 200 comes with something that isn't JSON. */
    WRONG_TYPE(true),
    /** The work is done, and the reply comes byte by byte. */
    SLOW_DRIP(true);

    private final boolean worked;

    Fault(boolean worked) {
        this.worked = worked;
    }

    /** Whether the provider does the work, and bills it. */
    public boolean isBilled() {
        return worked;
    }
}
