// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.List;

/**
 * What a JPEG says about its picture before the first scan.
 *
 * @param process how it is coded
 * @param precision how many bits a sample has
 * @param width how many samples a row of the largest plane has
 * @param height how many rows it has; 0 if that is said later in the file
 * @param components its planes
 * @param colour what they mean
 */
public record JpegFrame(
        CodingProcess process, int precision, int width, int height, List<JpegComponent> components, Colour colour) {

    private static final int BLOCK = 8;

    /** The ways of coding (ITU-T T.81, table B.1). */
    public enum CodingProcess {
        /** Sequential, Huffman, 8 bit. */
        BASELINE,
        /** Sequential, Huffman, also 12 bit. */
        EXTENDED,
        /** In several scans that become finer, Huffman. */
        PROGRESSIVE,
        /** Without loss, by predictions. */
        LOSSLESS,
        /** Differences to a smaller picture in the same file. */
        HIERARCHICAL,
        /** Sequential with arithmetic coding. */
        ARITHMETIC,
        /** In several scans that become finer, with arithmetic coding. */
        PROGRESSIVE_ARITHMETIC;

        static CodingProcess of(int marker) {
            return switch (marker) {
                case 0xC0 -> BASELINE;
                case 0xC1 -> EXTENDED;
                case 0xC2 -> PROGRESSIVE;
                case 0xC3, 0xCB -> LOSSLESS;
                case 0xC9 -> ARITHMETIC;
                case 0xCA -> PROGRESSIVE_ARITHMETIC;
                default -> HIERARCHICAL;
            };
        }

        boolean isDecoded() {
            return this != LOSSLESS && this != HIERARCHICAL;
        }

        boolean isProgressive() {
            return this == PROGRESSIVE || this == PROGRESSIVE_ARITHMETIC;
        }

        /** Whether a block may take next to nothing, instead of a bit at least. */
        public boolean isArithmetic() {
            return this == ARITHMETIC || this == PROGRESSIVE_ARITHMETIC;
        }
    }

    /** What the planes mean. */
    public enum Colour {
        /** Lightness alone. */
        GRAY,
        /** Luma and two differences in colour, as in JFIF. */
        YCBCR,
        /** Red, green and blue. */
        RGB,
        /** Four inks. */
        CMYK,
        /** Four inks, the first three as luma and differences. */
        YCCK,
        /** Nothing that is known. */
        UNKNOWN
    }

    /** Copies the list. */
    public JpegFrame {
        components = List.copyOf(components);
    }

    /** Returns the largest horizontal sampling factor. */
    public int maxHorizontal() {
        return components.stream().mapToInt(JpegComponent::horizontal).max().orElse(1);
    }

    /** Returns the largest vertical sampling factor. */
    public int maxVertical() {
        return components.stream().mapToInt(JpegComponent::vertical).max().orElse(1);
    }

    /** Returns how wide a plane is when each block becomes so many samples a side (A.1.1). */
    public int planeWidth(int plane, int side) {
        return share(width, components.get(plane).horizontal(), maxHorizontal(), side);
    }

    /** Returns how high a plane is when each block becomes so many samples a side. */
    public int planeHeight(int plane, int side) {
        return share(height, components.get(plane).vertical(), maxVertical(), side);
    }

    /** Whether the largest plane has a whole number of samples for each one of every plane. */
    boolean isSampledEvenly() {
        return components.stream()
                .allMatch(component ->
                        maxHorizontal() % component.horizontal() == 0 && maxVertical() % component.vertical() == 0);
    }

    private static int share(int length, int factor, int largest, int side) {
        return ceiling(ceiling(length * factor, largest) * side, BLOCK);
    }

    private static int ceiling(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
