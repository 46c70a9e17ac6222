// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

/** A picture that is drawn row by row. */
interface PixelRows {

    int width();

    int height();

    /** Draws the next row as 0xRRGGBB; rows are asked for from the top, each once. */
    void draw(int y, int[] rgb);
}
