// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/**
 * How the blocks of a plane lie (ITU-T T.81, A.2). A scan of several planes goes over units of the picture, in which each plane has
 * some blocks, also beyond its edge; a scan of one plane goes over the blocks that have samples.
 *
 * @param plane which plane
 * @param horizontal how many blocks it has side by side in a unit
 * @param vertical how many it has one above the other
 * @param blocksWide how many have samples in a row
 * @param blocksHigh how many rows of them there are
 * @param paddedWide how many there are in a row with those beyond the edge
 */
record PlaneLayout(int plane, int horizontal, int vertical, int blocksWide, int blocksHigh, int paddedWide) {

    static PlaneLayout of(JpegFrame frame, int plane) {
        boolean alone = frame.components().size() == 1;
        int horizontal = alone ? 1 : frame.components().get(plane).horizontal();
        int vertical = alone ? 1 : frame.components().get(plane).vertical();
        int blocksWide = frame.planeWidth(plane, 1);
        int unitsWide = alone ? blocksWide : unitsWide(frame);
        return new PlaneLayout(
                plane, horizontal, vertical, blocksWide, frame.planeHeight(plane, 1), unitsWide * horizontal);
    }

    /** Returns how many units lie side by side in a picture of several planes. */
    static int unitsWide(JpegFrame frame) {
        return units(frame.width(), frame.maxHorizontal());
    }

    /** Returns how many units lie one above the other. */
    static int unitsHigh(JpegFrame frame) {
        return units(frame.height(), frame.components().size() == 1 ? 1 : frame.maxVertical());
    }

    private static int units(int side, int blocks) {
        return (side + 8 * blocks - 1) / (8 * blocks);
    }
}
