// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.util.Optional;

/** The video codings that pictures are made with, by what items of their kind are called. */
enum Coding {
    AV1("av01", "av1C"),
    HEVC("hvc1", "hvcC");

    /** Many times what any has; thousands of tiles may each have a copy made of it. */
    private static final int LONGEST = 1 << 16;

    private final String item;
    private final String configuration;

    Coding(String item, String configuration) {
        this.item = item;
        this.configuration = configuration;
    }

    static Optional<Coding> of(Item item) {
        for (Coding coding : values()) {
            if (coding.item.equals(item.type())) {
                return Optional.of(coding);
            }
        }
        return Optional.empty();
    }

    /** Returns the configuration of an item's decoder. */
    byte[] configuration(Item item) {
        Box box = item.property(configuration)
                .orElseThrow(() -> Rejections.broken("the configuration of its decoder is missing"));
        if (box.body().remaining() > LONGEST) {
            throw Rejections.broken(
                    "the configuration of its decoder has " + box.body().remaining() + " bytes");
        }
        return box.fields().rest();
    }
}
