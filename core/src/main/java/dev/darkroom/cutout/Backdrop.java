// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cutout;

import dev.darkroom.codec.Pixels;
import java.util.Arrays;

/*
 * The colour is a plane over the picture for each channel, fitted to the border: light falls off to one side in many
 * photos of products. Border pixels that are far from it belong to a subject that is cut off by the edge; the fit
 * begins with the median, and is repeated without them.
 */
/** The background as the border of a picture shows it. */
final class Backdrop {
    private static final int ROUNDS = 4;
    private static final double FIRST_REACH = 40;
    private static final double LEAST_REACH = 10;
    private static final double MOST_REACH = 30;
    private static final int TERMS = 3;

    private final int width;
    private final int height;
    private final int[] argb;
    private final int[] border;
    private final double[][] planes = new double[3][TERMS];
    private double share;
    private double noise;

    private Backdrop(Pixels picture) {
        this.width = picture.width();
        this.height = picture.height();
        this.argb = picture.toArray();
        this.border = edge();
    }

    static Backdrop of(Pixels picture) {
        Backdrop backdrop = new Backdrop(picture);
        for (int channel = 0; channel < 3; channel++) {
            backdrop.planes[channel][0] = backdrop.median(channel);
        }
        double reach = FIRST_REACH;
        for (int round = 0; round < ROUNDS && backdrop.fit(reach); round++) {
            reach = backdrop.reach();
        }
        return backdrop;
    }

    private int[] edge() {
        int[] places = new int[2 * (width + height)];
        int count = 0;
        for (int x = 0; x < width; x++) {
            places[count++] = x;
            places[count++] = (height - 1) * width + x;
        }
        for (int y = 0; y < height; y++) {
            places[count++] = y * width;
            places[count++] = y * width + width - 1;
        }
        return places;
    }

    private double median(int channel) {
        int[] values = new int[border.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(argb[border[i]], channel);
        }
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** Fits the planes to the border pixels within reach; whether there were enough. */
    private boolean fit(double reach) {
        double[][] equations = new double[TERMS][TERMS + 3];
        int count = 0;
        double squares = 0;
        for (int place : border) {
            double distance = distance(place);
            if (distance < reach) {
                count++;
                squares += distance * distance;
                addTo(equations, place);
            }
        }
        share = (double) count / border.length;
        noise = count == 0 ? 0 : Math.sqrt(squares / count);
        return count > border.length / 4 && Equations.solve(equations, planes);
    }

    private void addTo(double[][] equations, int place) {
        double[] terms = {1, across(place), down(place)};
        for (int row = 0; row < TERMS; row++) {
            for (int column = 0; column < TERMS; column++) {
                equations[row][column] += terms[row] * terms[column];
            }
            for (int channel = 0; channel < 3; channel++) {
                equations[row][TERMS + channel] += terms[row] * value(argb[place], channel);
            }
        }
    }

    private double across(int place) {
        return 2.0 * (place % width) / width - 1;
    }

    private double down(int place) {
        int row = place / width;
        return 2.0 * row / height - 1;
    }

    /** Returns the distance up to which a colour is the background's. */
    double reach() {
        return Math.max(LEAST_REACH, Math.min(MOST_REACH, 3.5 * noise + 4));
    }

    /** Returns which part of the border is background. */
    double share() {
        return share;
    }

    /** Returns how far the background strays from its colour, as the root of the mean square. */
    double noise() {
        return noise;
    }

    /** Returns the places along the edges, the corners more than once. */
    int[] border() {
        return border.clone();
    }

    /** Returns the background's value at a place. */
    double at(int place, int channel) {
        double[] plane = planes[channel];
        return plane[0] + plane[1] * across(place) + plane[2] * down(place);
    }

    /** Returns how far the picture's colour is from the background's, as the eye weighs it. */
    double distance(int place) {
        double red = value(argb[place], 0) - at(place, 0);
        double green = value(argb[place], 1) - at(place, 1);
        double blue = value(argb[place], 2) - at(place, 2);
        return Math.sqrt(0.9 * red * red + 1.5 * green * green + 0.6 * blue * blue);
    }

    static int value(int pixel, int channel) {
        return (pixel >> (16 - 8 * channel)) & 0xFF;
    }
}
