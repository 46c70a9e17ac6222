// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.util.List;

/**
 * What a child is told once, before it is asked anything.
 *
 * @param limits what its engine refuses
 * @param maker the class that makes its engine; none for the standard one
 */
record Opening(DecodeLimits limits, String maker) {

    /** What the child says when its engine is there. */
    record Ready(List<ImageFormat> writes) {}
}
