// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;

/** Takes what is left of a plane's rows for one row of an output: all columns, still to be narrowed. */
interface RowSink {
    void row(float[] columns, Narrowing narrowing) throws IOException;
}
