// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.quality;

import java.util.Arrays;

/** Measures how sharp a picture is, part by part. */
final class Edges {
    private static final int PARTS = 5;

    private Edges() {}

    /** Returns the Laplacian's deviation in the third sharpest of 25 parts: two may be no more than a printed date. */
    static double strongest(Brightness light) {
        int inner = Math.min(light.width(), light.height()) - 2;
        if (inner < 1) {
            return 0;
        }
        int parts = Math.min(PARTS, Math.max(1, inner / 8));
        double[] deviations = new double[parts * parts];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = deviation(light, i % parts, i / parts, parts);
        }
        Arrays.sort(deviations);
        return deviations[Math.max(0, deviations.length - 3)];
    }

    private static double deviation(Brightness light, int column, int row, int parts) {
        int left = edge(column, parts, light.width());
        int right = edge(column + 1, parts, light.width());
        int bottom = edge(row + 1, parts, light.height());
        double sum = 0;
        double squares = 0;
        for (int y = edge(row, parts, light.height()); y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int value = laplacian(light, x, y);
                sum += value;
                squares += (double) value * value;
            }
        }
        double count = (double) (right - left) * (bottom - edge(row, parts, light.height()));
        return Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
    }

    private static int edge(int part, int parts, int length) {
        return 1 + part * (length - 2) / parts;
    }

    private static int laplacian(Brightness light, int x, int y) {
        return light.at(x - 1, y) + light.at(x + 1, y) + light.at(x, y - 1) + light.at(x, y + 1) - 4 * light.at(x, y);
    }
}
