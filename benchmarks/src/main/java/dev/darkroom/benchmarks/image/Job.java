// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.util.List;

/**
 * What is to be made of each picture.
 *
 * @param wishes the outputs
 * @param palette whether five colours are wanted as well
 */
record Job(List<Wish> wishes, boolean palette) {
    /** One thumbnail. */
    static final Job THUMBNAIL = new Job(List.of(Wish.crop("thumb200", 200, 200)), false);
    /** The set of a shop: six sizes and the colours. */
    static final Job VARIANTS = new Job(six(), true);
    /** The same, each size in WebP too. */
    static final Job WEBP =
            new Job(six().stream().map(wish -> wish.in("jpg", "webp")).toList(), true);
    /** The six in AVIF, as an engine writes it by itself. */
    static final Job AVIF =
            new Job(six().stream().map(wish -> wish.in("avif").quality(0)).toList(), false);

    private static List<Wish> six() {
        return List.of(
                Wish.crop("crop300", 300, 300),
                Wish.wide("wide640", 640),
                Wish.crop("crop500", 500, 500),
                Wish.fit("fit1200", 1200),
                Wish.crop("header1920", 1920, 640),
                Wish.fit("fit2560", 2560));
    }
}
