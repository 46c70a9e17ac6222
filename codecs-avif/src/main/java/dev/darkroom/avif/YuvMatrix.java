// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

/**
 * How much of the two colour differences goes into red, green and blue, with 16 bits of fraction; after ITU-T H.273.
 *
 * @param scale what brightness is multiplied with
 * @param black the brightness of black
 */
record YuvMatrix(int scale, int black, int redU, int redV, int greenU, int greenV, int blueU, int blueV) {
    private static final int ONE = 1 << 16;
    private static final double LUMA_RANGE = 219 / 255.0;
    private static final double CHROMA_RANGE = 224 / 255.0;

    /**
     * Returns the matrix of a picture.
     *
     * @param primaries what red, green and blue are, which some matrices depend on
     */
    static YuvMatrix of(int matrix, int primaries, boolean fullRange) {
        double chroma = fullRange ? ONE : ONE / CHROMA_RANGE;
        int scale = (int) Math.round(fullRange ? ONE : ONE / LUMA_RANGE);
        int black = fullRange ? 0 : 16;
        return switch (matrix) {
            case 1 -> of(0.2126, 0.0722, scale, black, chroma);
            case 4 -> of(0.30, 0.11, scale, black, chroma);
            case 0, 2, 5, 6 -> of(0.299, 0.114, scale, black, chroma);
            case 7 -> of(0.212, 0.087, scale, black, chroma);
            case 8 -> {
                int one = (int) Math.round(chroma);
                yield new YuvMatrix(scale, black, -one, one, one, 0, -one, -one);
            }
            case 9, 10 -> of(0.2627, 0.0593, scale, black, chroma);
            case 12 ->
                switch (primaries) {
                    case 9 -> of(0.2627, 0.0593, scale, black, chroma);
                    case 12 -> of(0.2290, 0.0793, scale, black, chroma);
                    default -> of(0.2126, 0.0722, scale, black, chroma);
                };
            default -> throw Rejections.unsupported("its colours are coded with matrix " + matrix);
        };
    }

    private static YuvMatrix of(double red, double blue, int scale, int black, double chroma) {
        double green = 1 - red - blue;
        return new YuvMatrix(
                scale,
                black,
                0,
                (int) Math.round(2 * (1 - red) * chroma),
                (int) Math.round(-2 * (1 - blue) * blue / green * chroma),
                (int) Math.round(-2 * (1 - red) * red / green * chroma),
                (int) Math.round(2 * (1 - blue) * chroma),
                0);
    }

    /** Returns a sample's brightness, with a fraction. */
    int luma(byte sample) {
        return (Byte.toUnsignedInt(sample) - black) * scale;
    }
}
