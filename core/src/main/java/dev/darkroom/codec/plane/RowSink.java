// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;

/** Takes what is left of a plane's rows for the rows of an output: all columns that it looks at, still to be narrowed. */
interface RowSink {

    /** Takes the columns of the next row; the array belongs to the caller. */
    void row(float[] columns) throws IOException;

    /** Hears that there are no more. */
    void end() throws IOException;
}
