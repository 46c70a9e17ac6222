// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An image engine of this JVM, as a host would call it. */
interface Maker {

    /**
     * One output.
     *
     * @param file the name of a file for it
     * @param content what belongs in it
     */
    record Made(String file, ImageContent content) {}

    /** Makes all that is wanted of a picture. */
    List<Made> make(Path picture, List<Wish> wishes, boolean palette) throws IOException;
}
