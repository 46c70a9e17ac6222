// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cutout;

/** Counts dust and noise, which the flood left standing, to the background. */
final class Specks {
    private static final int SMALLEST = 12;
    private static final int PART = 4_000;

    private final boolean[] background;
    private final boolean[] seen;
    private final int width;
    private final int[] places;
    private int found;

    private Specks(boolean[] background, int width) {
        this.background = background;
        this.seen = background.clone();
        this.width = width;
        this.places = new int[background.length];
    }

    /** Marks small pieces as background. */
    static void remove(boolean[] background, int width) {
        int least = Math.max(SMALLEST, background.length / PART);
        Specks specks = new Specks(background, width);
        for (int place = 0; place < background.length; place++) {
            if (!specks.seen[place] && specks.pieceFrom(place) < least) {
                specks.drop();
            }
        }
    }

    private int pieceFrom(int start) {
        found = 0;
        find(start);
        for (int next = 0; next < found; next++) {
            int place = places[next];
            int x = place % width;
            if (x > 0) {
                find(place - 1);
            }
            if (x < width - 1) {
                find(place + 1);
            }
            if (place >= width) {
                find(place - width);
            }
            if (place < seen.length - width) {
                find(place + width);
            }
        }
        return found;
    }

    private void find(int place) {
        if (!seen[place]) {
            seen[place] = true;
            places[found++] = place;
        }
    }

    private void drop() {
        for (int i = 0; i < found; i++) {
            background[places[i]] = true;
        }
    }
}
