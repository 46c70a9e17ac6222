// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import java.util.Optional;

/**
 * Finds bytes that the host application keeps itself.
 *
 * <pre>{@code
 * ImageSource.bytes("photos", id -> photos.findById(Long.valueOf(id)).map(Photo::bytes));
 * }</pre>
 */
@FunctionalInterface
public interface ByteLookup {

    /**
     * Returns the bytes at a location, or nothing if there are none. A checked exception counts as trouble that may
     * pass; it may be called by several threads, and again after a failure.
     */
    Optional<byte[]> find(String location) throws Exception;
}
