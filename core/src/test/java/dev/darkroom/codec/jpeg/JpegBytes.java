// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.ByteArrayOutputStream;

/** Changes to the bytes of a JPEG. */
final class JpegBytes {

    private JpegBytes() {}

    /** Leaves out all segments of a kind before the first scan. */
    static byte[] without(byte[] jpeg, int marker) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        int position = 2;
        while ((jpeg[position + 1] & 0xFF) != Marker.SOS) {
            int length = 2 + ((jpeg[position + 2] & 0xFF) << 8 | (jpeg[position + 3] & 0xFF));
            if ((jpeg[position + 1] & 0xFF) != marker) {
                out.write(jpeg, position, length);
            }
            position += length;
        }
        out.write(jpeg, position, jpeg.length - position);
        return out.toByteArray();
    }

    /** Puts a segment behind the first marker. */
    static byte[] with(byte[] jpeg, int marker, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(0xFF);
        out.write(marker);
        out.write((payload.length + 2) >> 8);
        out.write(payload.length + 2);
        out.writeBytes(payload);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    static int indexOf(byte[] jpeg, int marker) {
        int position = 0;
        while ((jpeg[position] & 0xFF) != 0xFF || (jpeg[position + 1] & 0xFF) != marker) {
            position++;
        }
        return position;
    }
}
