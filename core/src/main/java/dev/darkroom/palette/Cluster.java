// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.palette;

import java.util.ArrayList;
import java.util.List;

/** Colours that stand together, with how many pixels have each. */
final class Cluster {

    /**
     * One colour of a picture.
     *
     * @param colour the colour
     * @param pixels how many pixels have it
     */
    record Point(Lab colour, long pixels) {}

    private final List<Point> points;
    private final long pixels;
    private final Lab mean;

    Cluster(List<Point> points) {
        this.points = List.copyOf(points);
        this.pixels = points.stream().mapToLong(Point::pixels).sum();
        this.mean = new Lab(mean(0), mean(1), mean(2));
    }

    private double mean(int axis) {
        double sum = 0;
        for (Point point : points) {
            sum += point.colour().at(axis) * point.pixels();
        }
        return sum / pixels;
    }

    List<Point> points() {
        return points;
    }

    long pixels() {
        return pixels;
    }

    Lab mean() {
        return mean;
    }

    /** Returns how far the colours lie from their mean, all pixels together. */
    double spread() {
        return spread(0) + spread(1) + spread(2);
    }

    private double spread(int axis) {
        double sum = 0;
        for (Point point : points) {
            double distance = point.colour().at(axis) - mean.at(axis);
            sum += distance * distance * point.pixels();
        }
        return sum;
    }

    /** Cuts at the mean of the axis along which the colours differ most; needs two different colours. */
    List<Cluster> cut() {
        int axis = widestAxis();
        List<Point> low = new ArrayList<>();
        List<Point> high = new ArrayList<>();
        for (Point point : points) {
            (point.colour().at(axis) < mean.at(axis) ? low : high).add(point);
        }
        return List.of(new Cluster(low), new Cluster(high));
    }

    private int widestAxis() {
        int widest = 0;
        for (int axis = 1; axis < 3; axis++) {
            widest = spread(axis) > spread(widest) ? axis : widest;
        }
        return widest;
    }

    /** Returns both together. */
    Cluster with(Cluster other) {
        List<Point> all = new ArrayList<>(points);
        all.addAll(other.points);
        return new Cluster(all);
    }
}
