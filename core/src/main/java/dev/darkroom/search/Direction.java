// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import java.util.Optional;

/** Vectors of length one, which is all that a cosine knows of a vector. */
final class Direction {
    private Direction() {}

    /** Returns the vector with length one, unless it has no direction. */
    static Optional<float[]> of(float[] numbers) {
        double length = Math.sqrt(dot(numbers, numbers));
        if (!(length > 0) || Double.isInfinite(length)) {
            return Optional.empty();
        }
        float[] unit = new float[numbers.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (numbers[i] / length);
        }
        return Optional.of(unit);
    }

    /** Returns the cosine of the angle between two directions. */
    static double cosine(float[] one, float[] other) {
        double cosine = dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
        return Math.max(-1, Math.min(1, cosine));
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
