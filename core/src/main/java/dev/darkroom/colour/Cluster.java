// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.colour;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/*
 * The start is Wu's idea: cut again and again the group with the largest variance. Nothing is drawn by lot, so that the
 * same picture always has the same groups. k-means then moves the borders.
 */
/** Colours that stand together, with how many pixels have each. */
public final class Cluster {

    /** One colour of a picture, in any space in which distances mean something. */
    public interface Point {

        /** Returns how many coordinates there are. */
        int axes();

        /** Returns one of the coordinates. */
        double at(int axis);

        /** Returns how many pixels have the colour. */
        long pixels();
    }

    private final List<? extends Point> points;
    private final long pixels;
    private final double[] mean;
    private final double[] spread;
    private final double wholeSpread;

    private Cluster(List<? extends Point> points) {
        this.points = List.copyOf(points);
        this.pixels = points.stream().mapToLong(Point::pixels).sum();
        this.mean = new double[points.get(0).axes()];
        this.spread = new double[mean.length];
        double sum = 0;
        for (int axis = 0; axis < mean.length; axis++) {
            mean[axis] = meanAlong(axis);
            spread[axis] = spreadAlong(axis);
            sum += spread[axis];
        }
        this.wholeSpread = sum;
    }

    private double meanAlong(int axis) {
        double sum = 0;
        for (Point point : points) {
            sum += point.at(axis) * point.pixels();
        }
        return sum / pixels;
    }

    private double spreadAlong(int axis) {
        double sum = 0;
        for (Point point : points) {
            double distance = point.at(axis) - mean[axis];
            sum += distance * distance * point.pixels();
        }
        return sum;
    }

    /** Groups different colours, of which there is at least one, into at most so many groups; borders are moved so often. */
    public static List<Cluster> of(List<? extends Point> points, int most, int rounds) {
        List<Cluster> clusters = cut(points, most);
        for (int round = 0; round < rounds; round++) {
            clusters = regrouped(clusters, points);
        }
        return clusters;
    }

    private static List<Cluster> cut(List<? extends Point> points, int most) {
        List<Cluster> single = new ArrayList<>();
        PriorityQueue<Cluster> widest =
                new PriorityQueue<>(Comparator.<Cluster>comparingDouble(cluster -> cluster.wholeSpread)
                        .reversed());
        widest.add(new Cluster(points));
        while (!widest.isEmpty() && single.size() + widest.size() < most) {
            Cluster next = widest.remove();
            if (next.points.size() == 1) {
                single.add(next);
            } else {
                widest.addAll(next.halves());
            }
        }
        single.addAll(widest);
        return single;
    }

    /** Cuts at the mean of the axis along which the colours differ most. */
    private List<Cluster> halves() {
        int axis = widestAxis();
        List<Point> low = new ArrayList<>();
        List<Point> high = new ArrayList<>();
        for (Point point : points) {
            (point.at(axis) < mean[axis] ? low : high).add(point);
        }
        return List.of(new Cluster(low), new Cluster(high));
    }

    private int widestAxis() {
        int widest = 0;
        for (int axis = 1; axis < spread.length; axis++) {
            widest = spread[axis] > spread[widest] ? axis : widest;
        }
        return widest;
    }

    private static List<Cluster> regrouped(List<Cluster> clusters, List<? extends Point> points) {
        List<List<Point>> groups = new ArrayList<>();
        clusters.forEach(cluster -> groups.add(new ArrayList<>()));
        for (Point point : points) {
            groups.get(nearest(point, clusters)).add(point);
        }
        return groups.stream()
                .filter(group -> !group.isEmpty())
                .map(Cluster::new)
                .toList();
    }

    private static int nearest(Point point, List<Cluster> clusters) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < clusters.size(); i++) {
            double distance = clusters.get(i).squaredDistance(point);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    private double squaredDistance(Point point) {
        double sum = 0;
        for (int axis = 0; axis < mean.length; axis++) {
            double distance = point.at(axis) - mean[axis];
            sum += distance * distance;
        }
        return sum;
    }

    /** Returns the colours. */
    public List<? extends Point> points() {
        return points;
    }

    /** Returns how many pixels have one of the colours. */
    public long pixels() {
        return pixels;
    }

    /** Returns a coordinate of the mean of all pixels. */
    public double mean(int axis) {
        return mean[axis];
    }

    /** Returns both together. */
    public Cluster with(Cluster other) {
        List<Point> all = new ArrayList<>(points);
        all.addAll(other.points);
        return new Cluster(all);
    }
}
