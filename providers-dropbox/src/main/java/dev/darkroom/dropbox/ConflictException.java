// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import java.io.IOException;
import java.util.List;

/** Says that Dropbox understood a call and can't do it, for a reason of that call's own. */
final class ConflictException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> tags;

    ConflictException(String message, List<String> tags) {
        super(message);
        this.tags = tags;
    }

    /** Returns the reason's first tag, such as {@code path}. */
    String kind() {
        return tags.get(0);
    }

    /** Returns the tag within the first one, such as {@code not_found}, or the first if it stands alone. */
    String detail() {
        return tags.get(Math.min(1, tags.size() - 1));
    }
}
