// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.fuzz;

import java.io.IOException;

/** Something of ours that reads what strangers wrote. */
public interface Target {

    /** Reads bytes. Those that are refused as promised end in an {@link IOException} or a rejection; nothing else may be thrown. */
    void read(byte[] input) throws IOException;

    /** Says that a promise was broken, unless it holds. */
    static void require(boolean promise, String broken) {
        if (!promise) {
            throw new AssertionError(broken);
        }
    }
}
