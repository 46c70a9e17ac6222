// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import dev.darkroom.http.HttpFailure.Kind;
import java.util.Set;

/*
 * A status says whether the server refused before it did anything. The gateway's own statuses don't: 502, 504 and their
 * cousins from content networks come from a machine in the middle that lost the answer, while the service behind it may
 * have finished the picture and billed it. A 500 is an answer of the service itself that it failed, and services don't
 * bill for those.
 */
/** Sorts the statuses of replies. */
final class StatusKinds {
    private static final Set<Integer> REFUSED_FOR_NOW = Set.of(408, 425, 429);
    private static final Set<Integer> LOST_IN_BETWEEN = Set.of(502, 504, 520, 524, 544, 598, 599);

    private StatusKinds() {}

    static Kind of(int status, boolean repeatable) {
        if (LOST_IN_BETWEEN.contains(status)) {
            return repeatable ? Kind.TRY_LATER : Kind.MAYBE_DONE;
        }
        return status >= 500 || REFUSED_FOR_NOW.contains(status) ? Kind.TRY_LATER : Kind.REFUSED;
    }
}
