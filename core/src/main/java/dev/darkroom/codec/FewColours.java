// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.colour.Cluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/*
 * Colours are compared with alpha multiplied in, so that what can hardly be seen hardly counts, and by weights that are
 * near to what an eye sees. A colour that has most of its group's pixels to itself is taken as it is: the flat colours
 * of a logo stay what they are, and so does what is fully opaque.
 */
/** Chooses at most 256 colours for a picture. */
final class FewColours {
    static final int MOST = 256;

    /** So many different colours are grouped one by one; more than that are counted together with their neighbours. */
    private static final int MOST_EXACT = 1 << 14;

    private static final int COARSE = 0xE0F8F8F8;
    private static final int ROUNDS = 3;
    private static final double[] WEIGHTS = {2, Math.sqrt(2), 2, Math.sqrt(3)};

    private FewColours() {}

    /** A colour as alpha, red, green and blue, with alpha multiplied in, and how many pixels have it. */
    private record Counted(double alpha, double red, double green, double blue, long pixels) implements Cluster.Point {

        @Override
        public int axes() {
            return WEIGHTS.length;
        }

        @Override
        public double at(int axis) {
            return WEIGHTS[axis]
                    * switch (axis) {
                        case 0 -> alpha;
                        case 1 -> red;
                        case 2 -> green;
                        default -> blue;
                    };
        }
    }

    /** Returns colours as 0xAARRGGBB: all that the pixels have, if they are few enough; those with alpha come first. */
    static List<Integer> of(int[] argb) {
        Map<Integer, Long> counts = new HashMap<>();
        for (int pixel : argb) {
            counts.merge(pixel, 1L, Long::sum);
        }
        List<Integer> colours = counts.size() <= MOST ? new ArrayList<>(counts.keySet()) : grouped(counts);
        colours.sort(Comparator.<Integer>comparingInt(colour -> colour >>> 24).thenComparing(Integer::compareUnsigned));
        return colours;
    }

    private static List<Integer> grouped(Map<Integer, Long> counts) {
        List<Counted> points = counts.size() <= MOST_EXACT ? exactly(counts) : coarsely(counts);
        List<Integer> colours = new ArrayList<>();
        for (Cluster cluster : Cluster.of(points, MOST, ROUNDS)) {
            int colour = colour(cluster);
            if (!colours.contains(colour)) {
                colours.add(colour);
            }
        }
        return colours;
    }

    private static List<Counted> exactly(Map<Integer, Long> counts) {
        List<Counted> points = new ArrayList<>();
        sorted(counts).forEach(entry -> points.add(counted(entry.getKey(), entry.getValue())));
        return points;
    }

    private static Counted counted(int argb, long pixels) {
        int colour = Canvas.multiplied(argb);
        return new Counted(colour >>> 24, (colour >> 16) & 0xFF, (colour >> 8) & 0xFF, colour & 0xFF, pixels);
    }

    private static List<Counted> coarsely(Map<Integer, Long> counts) {
        Map<Integer, Counted> together = new TreeMap<>();
        for (Map.Entry<Integer, Long> entry : sorted(counts)) {
            int near = Canvas.multiplied(entry.getKey()) & COARSE;
            together.merge(near, counted(entry.getKey(), entry.getValue()), FewColours::mixed);
        }
        return List.copyOf(together.values());
    }

    /** In an order that doesn't hang on how they were counted. */
    private static List<Map.Entry<Integer, Long>> sorted(Map<Integer, Long> counts) {
        return counts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    private static Counted mixed(Counted one, Counted other) {
        long pixels = one.pixels + other.pixels;
        double share = (double) other.pixels / pixels;
        return new Counted(
                one.alpha + share * (other.alpha - one.alpha),
                one.red + share * (other.red - one.red),
                one.green + share * (other.green - one.green),
                one.blue + share * (other.blue - one.blue),
                pixels);
    }

    private static int colour(Cluster cluster) {
        Cluster.Point most = Collections.max(cluster.points(), Comparator.comparingLong(Cluster.Point::pixels));
        boolean rules = 2 * most.pixels() > cluster.pixels();
        int multiplied = 0;
        for (int axis = 0; axis < WEIGHTS.length; axis++) {
            double value = rules ? most.at(axis) : cluster.mean(axis);
            multiplied = multiplied << 8 | (int) Math.round(value / WEIGHTS[axis]);
        }
        return Canvas.straight(multiplied);
    }
}
