// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** Reads the coded data of scans, which markers divide. */
interface ScanReader {

    /** Begins with the first byte behind a marker. */
    void begin();

    /** Goes on behind the restart marker that must follow. */
    void restart(int number) throws IOException;

    /** Leaves the scan, and returns the marker that follows it, past anything before. */
    int finish() throws IOException;
}
