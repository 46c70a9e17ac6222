// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contestant is told to make, as a line of JSON.
 *
 * @param pictures the files, one after the other
 * @param wishes what to make of each
 * @param palette whether five colours are wanted too
 * @param times how often to go over all pictures
 * @param folder where the files go, in a folder for each picture; null to make them in memory only
 */
record Order(
        List<String> pictures,
        List<Wish> wishes,
        boolean palette,
        int times,
        @Nullable String folder) {

    static Order of(Job job, List<Path> pictures) {
        return new Order(paths(pictures), job.wishes(), job.palette(), 1, null);
    }

    static Order written(List<Wish> wishes, List<Path> pictures, Path folder) {
        return new Order(
                paths(pictures), wishes, false, 1, folder.toAbsolutePath().toString());
    }

    private static List<String> paths(List<Path> pictures) {
        return pictures.stream()
                .map(picture -> picture.toAbsolutePath().toString())
                .toList();
    }

    Order wishes(List<Wish> others) {
        return new Order(pictures, others, palette, times, folder);
    }

    Order times(int more) {
        return new Order(pictures, wishes, palette, more, folder);
    }

    /** Returns where the files of a picture go. */
    static Path folder(Path folder, Path picture) {
        String file = picture.getFileName().toString();
        return folder.resolve(file.substring(0, Math.max(0, file.lastIndexOf('.'))));
    }
}
