// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cutout;

/*
 * From the border inwards, so that a white shirt before a white wall keeps its buttons: what the background does not
 * reach is the subject's, whatever its colour. A cast shadow is a slow change that begins in the background: it is
 * followed for as long as neighbours hardly differ.
 */
/** Finds the background by spreading from the border. */
final class Flood {
    private static final double SHADOW_REACH = 2.2;
    private static final double HARDLY = 2.5;

    private final int width;
    private final int height;
    private final float[] distances;
    private final double reach;
    private final boolean[] background;
    private final int[] waiting;
    private int count;

    private Flood(int width, int height, float[] distances, double reach) {
        this.width = width;
        this.height = height;
        this.distances = distances;
        this.reach = reach;
        this.background = new boolean[distances.length];
        this.waiting = new int[distances.length];
    }

    /** Returns which pixels are background; distances are those of each pixel's colour from the background's. */
    static boolean[] from(int[] border, int width, int height, float[] distances, double reach) {
        Flood flood = new Flood(width, height, distances, reach);
        for (int place : border) {
            if (distances[place] < reach) {
                flood.take(place);
            }
        }
        while (flood.count > 0) {
            flood.spread(flood.waiting[--flood.count]);
        }
        return flood.background;
    }

    private void take(int place) {
        if (!background[place]) {
            background[place] = true;
            waiting[count++] = place;
        }
    }

    private void spread(int place) {
        int x = place % width;
        int y = place / width;
        if (x > 0) {
            consider(place, place - 1);
        }
        if (x < width - 1) {
            consider(place, place + 1);
        }
        if (y > 0) {
            consider(place, place - width);
        }
        if (y < height - 1) {
            consider(place, place + width);
        }
    }

    private void consider(int from, int to) {
        float distance = distances[to];
        boolean slow = distance < SHADOW_REACH * reach && Math.abs(distance - distances[from]) < HARDLY;
        if (distance < reach || slow) {
            take(to);
        }
    }
}
