// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import java.util.List;
import java.util.Optional;

/**
 * What came of one {@link ImageEngine#render}.
 *
 * @param info what the header told
 * @param images the encoded variants, in the order in which they and their formats were asked for
 * @param sample the small copy, when one was asked for
 */
public record Rendered(ImageInfo info, List<EncodedImage> images, Optional<Pixels> sample) {

    /** Copies the list. */
    public Rendered {
        images = List.copyOf(images);
    }

    /** Returns what was encoded for a variant, one for each format that could be written. */
    public List<EncodedImage> of(Variant variant) {
        return images.stream().filter(image -> image.variant().equals(variant)).toList();
    }
}
