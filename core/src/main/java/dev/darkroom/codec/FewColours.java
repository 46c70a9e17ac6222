// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.colour.Cluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final int COARSE = 8;
    private static final int LEVELS = 256 / COARSE;
    private static final int ROUNDS = 3;
    private static final double[] WEIGHTS = {2, Math.sqrt(2), 2, Math.sqrt(3)};

    private FewColours() {}

    /** A colour as alpha, red, green and blue, with alpha multiplied in, and how many pixels have it. */
    private record Counted(double alpha, double red, double green, double blue, long pixels) implements Cluster.Point {

        /** Returns the same number for colours that are near to each other. */
        int near() {
            return level(alpha, level(red, level(green, level(blue, 0))));
        }

        private static int level(double value, int others) {
            return others * LEVELS + (int) value / COARSE;
        }

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

    /** A colour as 0xAARRGGBB, and how many pixels have it. */
    private record Run(int argb, int pixels) {

        Counted counted() {
            int colour = Canvas.multiplied(argb);
            return new Counted(colour >>> 24, (colour >> 16) & 0xFF, (colour >> 8) & 0xFF, colour & 0xFF, pixels);
        }
    }

    /** Returns colours as 0xAARRGGBB: all that the pixels have, if they are few enough; those with alpha come first. */
    static List<Integer> of(int[] argb) {
        List<Run> runs = runs(argb);
        List<Integer> colours = new ArrayList<>(
                runs.size() <= MOST ? runs.stream().map(Run::argb).toList() : grouped(runs));
        colours.sort(Comparator.<Integer>comparingInt(colour -> colour >>> 24).thenComparing(Integer::compareUnsigned));
        return colours;
    }

    private static List<Run> runs(int[] argb) {
        int[] sorted = argb.clone();
        Arrays.sort(sorted);
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= sorted.length; end++) {
            if (end == sorted.length || sorted[end] != sorted[start]) {
                runs.add(new Run(sorted[start], end - start));
                start = end;
            }
        }
        return runs;
    }

    private static Set<Integer> grouped(List<Run> runs) {
        List<Counted> exact = runs.stream().map(Run::counted).toList();
        List<Counted> points = exact.size() <= MOST_EXACT ? exact : coarse(exact);
        Set<Integer> colours = new LinkedHashSet<>();
        Cluster.of(points, MOST, ROUNDS).forEach(cluster -> colours.add(colour(cluster)));
        return colours;
    }

    private static List<Counted> coarse(List<Counted> exact) {
        Map<Integer, Counted> together = new TreeMap<>();
        exact.forEach(point -> together.merge(point.near(), point, FewColours::mixed));
        return List.copyOf(together.values());
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
