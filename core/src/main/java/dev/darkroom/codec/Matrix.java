// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/** Matrices of three rows and three columns, and what colours need of them. */
final class Matrix {
    private static final int SIZE = 3;

    private Matrix() {}

    /** Returns what turns colours under a white into colours under D50 (Bradford; the numbers are ICC.1:2022, annex E). */
    static double[][] adaptation(double[] white) {
        double[][] cones = {{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}};
        double[] from = times(cones, white);
        double[] to = times(cones, d50());
        double[][] gains = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            gains[i][i] = to[i] / from[i];
        }
        return times(inverse(cones), times(gains, cones));
    }

    /** Returns the white of ICC profiles, D50, as XYZ. */
    static double[] d50() {
        return new double[] {0.9642, 1, 0.8249};
    }

    static double[][] ofColumns(double[] first, double[] second, double[] third) {
        double[][] matrix = new double[SIZE][];
        for (int row = 0; row < SIZE; row++) {
            matrix[row] = new double[] {first[row], second[row], third[row]};
        }
        return matrix;
    }

    static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[SIZE];
        for (int row = 0; row < SIZE; row++) {
            for (int i = 0; i < SIZE; i++) {
                product[row] += matrix[row][i] * vector[i];
            }
        }
        return product;
    }

    static double[][] times(double[][] left, double[][] right) {
        double[][] product = new double[SIZE][SIZE];
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                for (int i = 0; i < SIZE; i++) {
                    product[row][column] += left[row][i] * right[i][column];
                }
            }
        }
        return product;
    }

    static double[][] inverse(double[][] m) {
        double[][] inverse = new double[SIZE][SIZE];
        double determinant = 0;
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                inverse[column][row] = cofactor(m, row, column);
            }
            determinant += m[row][0] * inverse[0][row];
        }
        for (double[] row : inverse) {
            for (int i = 0; i < SIZE; i++) {
                row[i] /= determinant;
            }
        }
        return inverse;
    }

    private static double cofactor(double[][] m, int row, int column) {
        double[] above = m[(row + 1) % SIZE];
        double[] below = m[(row + 2) % SIZE];
        int left = (column + 1) % SIZE;
        int right = (column + 2) % SIZE;
        return above[left] * below[right] - above[right] * below[left];
    }
}
