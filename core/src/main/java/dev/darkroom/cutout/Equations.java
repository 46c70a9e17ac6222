// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cutout;

/** Solves small systems of linear equations by elimination. */
final class Equations {
    private static final double NOTHING = 1e-9;

    private Equations() {}

    /**
     * Solves for several right-hand sides at once.
     *
     * @param rows a square matrix, with the right-hand sides behind it; it is used up
     * @param solutions one array for each right-hand side, filled in only when there is a solution
     */
    static boolean solve(double[][] rows, double[][] solutions) {
        for (int pivot = 0; pivot < rows.length; pivot++) {
            swapIn(rows, pivot);
            if (Math.abs(rows[pivot][pivot]) < NOTHING) {
                return false;
            }
            for (int row = 0; row < rows.length; row++) {
                if (row != pivot) {
                    subtract(rows[row], rows[pivot], rows[row][pivot] / rows[pivot][pivot]);
                }
            }
        }
        for (int side = 0; side < solutions.length; side++) {
            for (int row = 0; row < rows.length; row++) {
                solutions[side][row] = rows[row][rows.length + side] / rows[row][row];
            }
        }
        return true;
    }

    private static void swapIn(double[][] rows, int pivot) {
        for (int row = pivot + 1; row < rows.length; row++) {
            if (Math.abs(rows[row][pivot]) > Math.abs(rows[pivot][pivot])) {
                double[] larger = rows[row];
                rows[row] = rows[pivot];
                rows[pivot] = larger;
            }
        }
    }

    private static void subtract(double[] row, double[] other, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] -= factor * other[i];
        }
    }
}
