// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/*
 * What goes between two JVMs is described by the records themselves, so that a new component of one of them goes along
 * without a line of code here. The reader knows from the types what must come: nothing that arrives names a class.
 */
/** How values of one type go through a pipe. */
interface Wire {

    void write(Object value, DataOutputStream out) throws IOException;

    Object read(DataInputStream in) throws IOException;

    /** Returns what the two ends must agree on, in words. */
    String shape();
}
