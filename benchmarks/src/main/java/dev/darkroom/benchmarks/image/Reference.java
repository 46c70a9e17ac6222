// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the outputs of a picture would look like, scaled as well as it can be done and never encoded. */
final class Reference {
    private final Map<String, Plane> outputs = new HashMap<>();

    private Reference() {}

    /** Computes them from all pixels of the picture, which stands upright. */
    static Reference of(Path picture, List<Wish> wishes) throws IOException {
        Plane whole = Plane.read(picture);
        Reference reference = new Reference();
        for (Wish wish : wishes) {
            int[] size = wish.size(whole.width(), whole.height());
            Plane output =
                    wish.crop() ? Lanczos.covered(whole, size[0], size[1]) : Lanczos.fitted(whole, size[0], size[1]);
            reference.outputs.put(wish.name(), output);
        }
        return reference;
    }

    /** Returns how alike the outputs are to these, on average. */
    double likeness(List<Wish> wishes, Function<Wish, Path> files) throws IOException {
        double sum = 0;
        for (Wish wish : wishes) {
            Plane expected = outputs.get(wish.name());
            if (expected == null) {
                throw new IllegalArgumentException("there is no reference for " + wish.name());
            }
            sum += Ssim.of(expected, Plane.read(files.apply(wish)));
        }
        return sum / wishes.size();
    }
}
