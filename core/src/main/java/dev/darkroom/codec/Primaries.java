// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The white point and the primary colours of a colour space, as chromaticities.
 *
 * @param whiteX white, x
 * @param whiteY white, y
 * @param redX red, x
 * @param redY red, y
 * @param greenX green, x
 * @param greenY green, y
 * @param blueX blue, x
 * @param blueY blue, y
 */
record Primaries(
        double whiteX,
        double whiteY,
        double redX,
        double redY,
        double greenX,
        double greenY,
        double blueX,
        double blueY) {
    static final Primaries SRGB = new Primaries(0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06);
    static final Primaries BT2020 = new Primaries(0.3127, 0.3290, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046);
    private static final Primaries P3 = new Primaries(0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060);
    private static final Primaries BT601 = new Primaries(0.3127, 0.3290, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070);
    private static final int CHUNK_LENGTH = 32;
    private static final double UNIT = 100_000;
    private static final double TOLERANCE = 0.005;

    /** Finds the primaries with a number of ITU-T H.273. */
    static Optional<Primaries> ofCode(int code) {
        return switch (code) {
            case 1 -> Optional.of(SRGB);
            case 6, 7 -> Optional.of(BT601);
            case 9 -> Optional.of(BT2020);
            case 12 -> Optional.of(P3);
            default -> Optional.empty();
        };
    }

    /** Reads a PNG's cHRM chunk, unless it makes no sense. */
    static Optional<Primaries> ofChunk(ByteBuffer chunk) {
        if (chunk.remaining() != CHUNK_LENGTH) {
            return Optional.empty();
        }
        double[] places = new double[CHUNK_LENGTH / Integer.BYTES];
        for (int i = 0; i < places.length; i++) {
            places[i] = chunk.getInt(Integer.BYTES * i) / UNIT;
        }
        Primaries primaries =
                new Primaries(places[0], places[1], places[2], places[3], places[4], places[5], places[6], places[7]);
        return primaries.makesSense() ? Optional.of(primaries) : Optional.empty();
    }

    private boolean makesSense() {
        double area = (greenX - redX) * (blueY - redY) - (blueX - redX) * (greenY - redY);
        return whiteY > 0 && redY > 0 && greenY > 0 && blueY > 0 && Math.abs(area) > TOLERANCE;
    }

    boolean isLike(Primaries other) {
        return Math.abs(whiteX - other.whiteX) < TOLERANCE
                && Math.abs(whiteY - other.whiteY) < TOLERANCE
                && Math.abs(redX - other.redX) < TOLERANCE
                && Math.abs(redY - other.redY) < TOLERANCE
                && Math.abs(greenX - other.greenX) < TOLERANCE
                && Math.abs(greenY - other.greenY) < TOLERANCE
                && Math.abs(blueX - other.blueX) < TOLERANCE
                && Math.abs(blueY - other.blueY) < TOLERANCE;
    }

    /**
     * Returns the matrix from linear red, green and blue to XYZ under D50, which is the white of ICC profiles; columns
     * are red, green and blue. The whites are adapted as Bradford has it.
     */
    double[][] toD50() {
        double[] white = xyz(whiteX, whiteY);
        double[][] colours = Matrix.ofColumns(xyz(redX, redY), xyz(greenX, greenY), xyz(blueX, blueY));
        double[] shares = Matrix.times(Matrix.inverse(colours), white);
        double[][] own = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                own[row][column] = colours[row][column] * shares[column];
            }
        }
        return Matrix.times(Matrix.adaptation(white), own);
    }

    private static double[] xyz(double x, double y) {
        return new double[] {x / y, 1, (1 - x - y) / y};
    }
}
