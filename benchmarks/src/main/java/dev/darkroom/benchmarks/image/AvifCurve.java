// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.util.ArrayList;
import java.util.List;

/** What an encoder gives at several qualities, the lowest first, and what lies between them. */
final class AvifCurve {

    /**
     * What one quality gave.
     *
     * @param quality the setting
     * @param likeness how alike the outputs are to the reference
     * @param bytes how large they are together
     */
    record Point(int quality, double likeness, double bytes) {}

    private final List<Point> points;

    AvifCurve(List<Point> points) {
        if (points.size() < 2) {
            throw new IllegalArgumentException("a curve needs two points, not " + points.size());
        }
        this.points = new ArrayList<>(points);
    }

    /** Returns how many bytes the same likeness would take; beyond the ends the curve goes on as straight as it was. */
    double bytes(double likeness) {
        Point from = before(likeness);
        Point to = points.get(points.indexOf(from) + 1);
        double share = share(likeness, from, to);
        return Math.exp(Math.log(from.bytes()) + share * (Math.log(to.bytes()) - Math.log(from.bytes())));
    }

    /** Returns the setting for a likeness, within those that an encoder knows. */
    int quality(double likeness) {
        Point from = before(likeness);
        Point to = points.get(points.indexOf(from) + 1);
        long quality = Math.round(from.quality() + share(likeness, from, to) * (to.quality() - from.quality()));
        return (int) Math.max(1, Math.min(100, quality));
    }

    private static double share(double likeness, Point from, Point to) {
        return (likeness - from.likeness()) / (to.likeness() - from.likeness());
    }

    private Point before(double likeness) {
        int at = 0;
        while (at < points.size() - 2 && points.get(at + 1).likeness() < likeness) {
            at++;
        }
        return points.get(at);
    }
}
