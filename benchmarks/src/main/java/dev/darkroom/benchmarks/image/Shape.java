// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

/** Something with an edge that stands before the landscape. Places are in widths of the picture. */
interface Shape {

    /** Returns how much of a pixel it covers, 0 to 1; an edge is one or two pixels wide, as a lens draws it. */
    float covers(double x, double y, double pixel);

    /** Returns its colour at a place. */
    Colour at(double x, double y);

    /** Whether it is met at all at this height. */
    boolean reaches(double y);

    /** A ball, or a face: bright towards the light and darker at the rim. */
    record Ball(double x, double y, double radius, Colour colour) implements Shape {
        @Override
        public float covers(double atX, double atY, double pixel) {
            return Shape.edge(radius - Math.hypot(atX - x, atY - y), pixel);
        }

        @Override
        public Colour at(double atX, double atY) {
            double dx = (atX - x) / radius;
            double dy = (atY - y) / radius;
            double towardsTheLight = Math.sqrt(Math.max(0, 1 - dx * dx - dy * dy)) - 0.5 * dx - 0.6 * dy;
            return colour.mixed(Colour.of(0x101820), (float) Math.max(0, Math.min(0.8, 0.75 - 0.6 * towardsTheLight)));
        }

        @Override
        public boolean reaches(double atY) {
            return Math.abs(atY - y) < 1.1 * radius;
        }
    }

    /** A house with rows of windows. */
    record House(double x, double y, double width, double height, double floor, Colour colour) implements Shape {
        @Override
        public float covers(double atX, double atY, double pixel) {
            double inside = Math.min(Math.min(atX - x, x + width - atX), Math.min(atY - y, y + height - atY));
            return Shape.edge(inside, pixel);
        }

        @Override
        public Colour at(double atX, double atY) {
            double column = (atX - x) / (0.7 * floor) % 1;
            double storey = (atY - y) / floor % 1;
            boolean window = column > 0.3 && column < 0.75 && storey > 0.25 && storey < 0.8;
            boolean frame = Math.abs(column - 0.525) < 0.03;
            return window && !frame ? Colour.of(0x2A3644) : colour.brighter((float) (-25 * (atX - x) / width));
        }

        @Override
        public boolean reaches(double atY) {
            return atY > y - 0.01 && atY < y + height + 0.01;
        }
    }

    private static float edge(double inside, double pixel) {
        return (float) Math.max(0, Math.min(1, 0.5 + inside / (1.5 * pixel)));
    }
}
