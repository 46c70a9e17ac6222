// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads Dropbox's unions: one arrives as a plain text or as an object with a tag, and may hold another one. */
final class Tags {
    /** What a union is that nobody here knows. */
    static final String OTHER = "other";

    private static final Pattern TAG = Pattern.compile("[a-z0-9_]{1,60}");
    private static final int DEEPEST = 5;

    private Tags() {}

    static String of(JsonNode union) {
        JsonNode tag = union.isTextual() ? union : union.path(".tag");
        return TAG.matcher(tag.asText("")).matches() ? tag.asText() : OTHER;
    }

    /** Returns the tags from the outside in; the error {@code path/not_found} has two. */
    static List<String> path(JsonNode union) {
        List<String> tags = new ArrayList<>();
        for (JsonNode each = union; !each.isMissingNode() && tags.size() < DEEPEST; ) {
            String tag = of(each);
            tags.add(tag);
            each = each.path(tag);
        }
        return tags.isEmpty() ? List.of(OTHER) : List.copyOf(tags);
    }
}
