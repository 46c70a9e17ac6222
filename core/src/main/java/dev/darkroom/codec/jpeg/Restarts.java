// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;
import java.util.List;

/** Counts the units of a scan, and begins anew behind each restart marker (ITU-T T.81, E.2.4). */
final class Restarts {
    private final ScanReader reader;
    private final int interval;
    private final List<ScanPlane> planes;
    private int left;
    private int next;

    Restarts(ScanReader reader, int interval, List<ScanPlane> planes) {
        this.reader = reader;
        this.interval = interval == 0 ? Integer.MAX_VALUE : interval;
        this.planes = planes;
        this.left = this.interval;
    }

    /** Returns how many units come before the next marker, which is read if it is due; true predictions are gone then. */
    int ahead() throws IOException {
        if (left == 0) {
            reader.restart(next);
            next = (next + 1) & 7;
            left = interval;
            for (ScanPlane plane : planes) {
                plane.prediction = 0;
                plane.context = 0;
            }
        }
        return left;
    }

    /** Whether the unit ahead is the first behind a marker. */
    boolean isFresh() {
        return left == interval;
    }

    /** Counts units that were read. */
    void passed(int units) {
        left -= units;
    }
}
