// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** What stands in a scan. It can be told several times, and is the same each time. */
interface ScanContent {
    void tell(Symbols to);
}
