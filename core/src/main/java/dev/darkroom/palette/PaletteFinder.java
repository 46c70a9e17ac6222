// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.palette;

import dev.darkroom.codec.Pixels;
import dev.darkroom.colour.Cluster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/*
 * Pixels are first counted in a coarse histogram, which makes the rest independent of the picture's size. They are grouped
 * in Lab, so that borders are where an eye sees them. At last, groups that nobody could tell apart are joined: a JPEG of two flat colours has two colours, not two and some noise.
 */
/** Finds the dominant colours of a small picture. */
final class PaletteFinder {
    private static final int BITS = 5;
    private static final int OPAQUE_ENOUGH = 128;
    private static final int ROUNDS = 12;
    /** The square of a Lab distance that is hardly visible side by side. */
    private static final double SAME = 3.5 * 3.5;

    private PaletteFinder() {}

    /** A colour, and how many pixels have it. */
    private record Counted(Lab colour, long pixels) implements Cluster.Point {
        @Override
        public int axes() {
            return 3;
        }

        @Override
        public double at(int axis) {
            return colour.at(axis);
        }
    }

    /** Returns at most so many colours; transparent pixels don't count. */
    static Palette.Colours find(Pixels picture, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a palette has 1 colour or more, not " + most);
        }
        List<Counted> points = histogram(picture);
        return points.isEmpty() ? new Palette.Colours(List.of()) : colours(joined(Cluster.of(points, most, ROUNDS)));
    }

    private static List<Counted> histogram(Pixels picture) {
        long[][] bins = new long[1 << (3 * BITS)][];
        for (int argb : picture.toArray()) {
            if (argb >>> 24 >= OPAQUE_ENOUGH) {
                count(bins, argb);
            }
        }
        List<Counted> points = new ArrayList<>();
        for (long[] bin : bins) {
            if (bin != null) {
                double pixels = bin[0];
                points.add(new Counted(Lab.ofRgb(bin[1] / pixels, bin[2] / pixels, bin[3] / pixels), bin[0]));
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

    private static List<Cluster> joined(List<Cluster> clusters) {
        List<Cluster> joined = new ArrayList<>();
        for (Cluster cluster : clusters) {
            Optional<Cluster> nearest =
                    joined.stream().min(Comparator.comparingDouble(other -> squaredDistance(cluster, other)));
            if (nearest.isPresent() && squaredDistance(cluster, nearest.get()) < SAME) {
                joined.set(joined.indexOf(nearest.get()), nearest.get().with(cluster));
            } else {
                joined.add(cluster);
            }
        }
        return joined;
    }

    private static double squaredDistance(Cluster one, Cluster other) {
        return Lab.mean(one).squaredDistance(Lab.mean(other));
    }

    private static Palette.Colours colours(List<Cluster> clusters) {
        double all = clusters.stream().mapToLong(Cluster::pixels).sum();
        return new Palette.Colours(clusters.stream()
                .sorted(Comparator.comparingLong(Cluster::pixels).reversed())
                .map(cluster -> new Palette.Colour(Lab.mean(cluster).toHex(), cluster.pixels() / all))
                .toList());
    }
}
