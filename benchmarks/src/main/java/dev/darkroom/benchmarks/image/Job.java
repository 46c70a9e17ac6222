// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.util.List;

/** What is to be made of each picture. */
enum Job {
    /** One thumbnail. */
    THUMBNAIL(List.of(Wish.crop("thumb200", 200, 200)), false),
    /** The set of a shop: six sizes and the colours. */
    VARIANTS(six(), true),
    /** The same, each size in WebP too. */
    WEBP(six().stream().map(wish -> wish.in("jpg", "webp")).toList(), true),
    /** The six in AVIF. */
    AVIF(six().stream().map(wish -> wish.in("avif").quality(0)).toList(), false);

    private final List<Wish> wishes;
    private final boolean palette;

    Job(List<Wish> wishes, boolean palette) {
        this.wishes = wishes;
        this.palette = palette;
    }

    private static List<Wish> six() {
        return List.of(
                Wish.crop("crop300", 300, 300),
                Wish.wide("wide640", 640),
                Wish.crop("crop500", 500, 500),
                Wish.fit("fit1200", 1200),
                Wish.crop("header1920", 1920, 640),
                Wish.fit("fit2560", 2560));
    }

    List<Wish> wishes() {
        return wishes;
    }

    /** Whether five colours are wanted as well. */
    boolean palette() {
        return palette;
    }
}
