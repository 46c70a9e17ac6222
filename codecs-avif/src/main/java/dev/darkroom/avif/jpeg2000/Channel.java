// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where one channel of a picture's pixels comes from.
 *
 * @param plane the plane of the codestream
 * @param most the largest sample of that plane
 * @param palette what its samples stand for, if they are indexes
 * @param column the palette's column
 */
record Channel(int plane, int most, @Nullable Palette palette, int column) {

    /** Returns a channel for each plane. */
    static List<Channel> each(List<Component> planes) {
        return IntStream.range(0, planes.size())
                .mapToObj(plane -> new Channel(plane, planes.get(plane).most(), null, 0))
                .toList();
    }

    /** Reads a row with 8 bits a sample. */
    void read(Samples samples, int y, int[] row) {
        samples.read(plane, y, row);
        if (palette != null) {
            palette.look(column, row, row);
        } else if (most != 255) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Samples.eightBits(row[i], most);
            }
        }
    }
}
