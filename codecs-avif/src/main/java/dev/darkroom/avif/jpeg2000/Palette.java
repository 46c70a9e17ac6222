// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

/** The colours that the samples of a plane stand for, with 8 bits each. */
final class Palette {
    private static final int MOST = 1024;

    private final int[][] columns;

    private Palette(int[][] columns) {
        this.columns = columns;
    }

    static Palette read(Cursor box) {
        int entries = box.u16();
        int[] depths = new int[box.u8()];
        for (int i = 0; i < depths.length; i++) {
            depths[i] = box.u8() + 1;
            if (depths[i] > 16) {
                throw Rejections.unsupported("its palette has signs or more than 16 bits");
            }
        }
        if (entries < 1 || entries > MOST || depths.length == 0) {
            throw Rejections.broken("its palette has " + entries + " colours");
        }
        int[][] columns = new int[depths.length][entries];
        for (int entry = 0; entry < entries; entry++) {
            for (int i = 0; i < depths.length; i++) {
                int value = depths[i] > 8 ? box.u16() : box.u8();
                columns[i][entry] = Samples.eightBits(value, (1 << depths[i]) - 1);
            }
        }
        return new Palette(columns);
    }

    int columns() {
        return columns.length;
    }

    /** Replaces indexes by what they stand for; one that is too large stands for the last colour. */
    void look(int column, int[] indexes, int[] values) {
        int[] colours = columns[column];
        for (int i = 0; i < values.length; i++) {
            values[i] = colours[Math.min(indexes[i], colours.length - 1)];
        }
    }
}
