// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;

/** Takes the rows of a picture's planes from the top, each plane by itself, in full precision. */
public interface FineSink {

    /**
     * Takes the next row of a plane.
     *
     * @param plane which plane
     * @param samples numbers on the scale on which the plane came, which may lie beyond its ends; the caller is done with them
     */
    void row(int plane, float[] samples) throws IOException;
}
