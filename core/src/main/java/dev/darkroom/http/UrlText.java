// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

/** Shows an address to people and logs: without what may be secret, the query and the user. */
final class UrlText {
    private static final int MAX_SHOWN = 200;

    private UrlText() {}

    /** Shortens any text, address or not, to {@code scheme://host/path}. */
    static String shown(String url) {
        String bare = withoutUser(url.split("[?#]", 2)[0]).replaceAll("[^\\x20-\\x7E]", "?");
        return bare.length() <= MAX_SHOWN ? bare : bare.substring(0, MAX_SHOWN) + "...";
    }

    private static String withoutUser(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return text;
        }
        int slashes = text.indexOf("//");
        return (slashes < 0 ? "" : text.substring(0, slashes + 2)) + text.substring(at + 1);
    }
}
