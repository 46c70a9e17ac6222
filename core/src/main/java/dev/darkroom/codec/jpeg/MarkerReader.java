// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** Finds the markers between scans, and reads what follows them (ITU-T T.81, B.1.1). */
final class MarkerReader {
    private final JpegInput input;
    private final byte[] payload = new byte[0xFFFF];

    MarkerReader(JpegInput input) {
        this.input = input;
    }

    /** Reads the two bytes that every JPEG begins with. */
    void start() throws IOException {
        if (input.read() != 0xFF || input.read() != Marker.SOI) {
            throw JpegException.broken("The file is not a JPEG.");
        }
    }

    /** Goes on to the next marker, past anything that isn't one, and returns it, or {@link Marker#NONE} at the end of the file. */
    int next() throws IOException {
        int previous = 0;
        int current = input.read();
        while (current >= 0 && !(previous == 0xFF && current != 0 && current != 0xFF)) {
            previous = current;
            current = input.read();
        }
        return current;
    }

    /** Reads the segment that follows a marker. It is good until the next is read. */
    Segment segment() throws IOException {
        int high = input.read();
        int low = input.read();
        int length = ((high << 8) | low) - 2;
        if (low < 0 || (length >= 0 && !input.read(payload, length))) {
            throw JpegException.cutOff("The JPEG file is cut off: it ends within its header.");
        }
        if (length < 0) {
            throw JpegException.broken("The JPEG file is broken: one of its segments has no length.");
        }
        return new Segment(payload, length);
    }
}
