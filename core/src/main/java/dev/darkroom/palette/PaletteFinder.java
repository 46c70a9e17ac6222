// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.palette;

import dev.darkroom.codec.Pixels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/*
 * Pixels are first counted in a coarse histogram, which makes the rest independent of the picture's size. The start is
 * Wu's idea: cut again and again the group with the largest variance. Nothing is drawn by lot, so that the same picture
 * always has the same palette. k-means in Lab then moves the borders to where an eye sees them. At last, groups that
 * nobody could tell apart are joined: a JPEG of two flat colours has two colours, not two and some noise.
 */
/** Finds the dominant colours of a small picture. */
final class PaletteFinder {
    private static final int BITS = 5;
    private static final int OPAQUE_ENOUGH = 128;
    private static final int ROUNDS = 12;
    /** The square of a Lab distance that is hardly visible side by side. */
    private static final double SAME = 3.5 * 3.5;

    private PaletteFinder() {}

    /** Returns at most so many colours; transparent pixels don't count. */
    static Palette.Colours find(Pixels picture, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a palette has 1 colour or more, not " + most);
        }
        List<Cluster.Point> points = histogram(picture);
        return points.isEmpty() ? new Palette.Colours(List.of()) : colours(joined(moved(seeds(points, most), points)));
    }

    private static List<Cluster.Point> histogram(Pixels picture) {
        long[][] bins = new long[1 << (3 * BITS)][];
        for (int argb : picture.toArray()) {
            if (argb >>> 24 >= OPAQUE_ENOUGH) {
                count(bins, argb);
            }
        }
        List<Cluster.Point> points = new ArrayList<>();
        for (long[] bin : bins) {
            if (bin != null) {
                double pixels = bin[0];
                points.add(new Cluster.Point(Lab.ofRgb(bin[1] / pixels, bin[2] / pixels, bin[3] / pixels), bin[0]));
            }
        }
        return points;
    }

    private static void count(long[][] bins, int argb) {
        int red = (argb >> 16) & 0xFF;
        int green = (argb >> 8) & 0xFF;
        int blue = argb & 0xFF;
        int drop = 8 - BITS;
        int index = ((red >> drop) << (2 * BITS)) | ((green >> drop) << BITS) | (blue >> drop);
        if (bins[index] == null) {
            bins[index] = new long[4];
        }
        bins[index][0]++;
        bins[index][1] += red;
        bins[index][2] += green;
        bins[index][3] += blue;
    }

    private static List<Cluster> seeds(List<Cluster.Point> points, int most) {
        List<Cluster> clusters = new ArrayList<>(List.of(new Cluster(points)));
        while (clusters.size() < most) {
            Cluster widest = Collections.max(clusters, Comparator.comparingDouble(Cluster::spread));
            if (widest.points().size() == 1) {
                break;
            }
            clusters.remove(widest);
            clusters.addAll(widest.cut());
        }
        return clusters;
    }

    private static List<Cluster> moved(List<Cluster> seeds, List<Cluster.Point> points) {
        List<Cluster> clusters = seeds;
        for (int round = 0; round < ROUNDS; round++) {
            clusters = regrouped(clusters, points);
        }
        return clusters;
    }

    private static List<Cluster> regrouped(List<Cluster> clusters, List<Cluster.Point> points) {
        List<List<Cluster.Point>> groups = new ArrayList<>();
        clusters.forEach(cluster -> groups.add(new ArrayList<>()));
        for (Cluster.Point point : points) {
            groups.get(nearest(point.colour(), clusters)).add(point);
        }
        return groups.stream()
                .filter(group -> !group.isEmpty())
                .map(Cluster::new)
                .toList();
    }

    private static int nearest(Lab colour, List<Cluster> clusters) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < clusters.size(); i++) {
            double distance = colour.squaredDistance(clusters.get(i).mean());
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    private static List<Cluster> joined(List<Cluster> clusters) {
        List<Cluster> joined = new ArrayList<>();
        for (Cluster cluster : clusters) {
            int i = joined.isEmpty() ? 0 : nearest(cluster.mean(), joined);
            if (!joined.isEmpty()
                    && cluster.mean().squaredDistance(joined.get(i).mean()) < SAME) {
                joined.set(i, joined.get(i).with(cluster));
            } else {
                joined.add(cluster);
            }
        }
        return joined;
    }

    private static Palette.Colours colours(List<Cluster> clusters) {
        double all = clusters.stream().mapToLong(Cluster::pixels).sum();
        return new Palette.Colours(clusters.stream()
                .sorted(Comparator.comparingLong(Cluster::pixels).reversed())
                .map(cluster -> new Palette.Colour(cluster.mean().toHex(), cluster.pixels() / all))
                .toList());
    }
}
