// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;

/** Takes the rows of a picture's planes from the top, each plane by itself: luma is plane 0, then come the chroma planes. */
public interface PlaneSink {

    /**
     * Takes the next rows of a plane. The array belongs to the caller and may change after the call.
     *
     * @param plane which plane
     * @param samples unsigned bytes
     * @param offset where the first row begins
     * @param stride from the beginning of a row to that of the next
     * @param rows how many there are
     */
    void rows(int plane, byte[] samples, int offset, int stride, int rows) throws IOException;
}
