// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/*
 * Some formats point from many places to the same bytes, of which readers make objects each time: thousands of tags of a
 * small TIFF can be its whole length. Nobody needs to read a picture several times over, so that is where it ends.
 */
/** A rewritten beginning followed by the original bytes from some place on, without copying them. */
final class SplicedInput extends ImageInputStreamImpl {
    private static final long FREE = 16L << 20;
    private static final long MOST_READINGS = 4;

    private final byte[] beginning;
    private final byte[] data;
    private final int from;
    private long left;

    SplicedInput(byte[] beginning, byte[] data, int from) {
        this.beginning = beginning;
        this.data = data;
        this.from = from;
        this.left = FREE + MOST_READINGS * length();
    }

    @Override
    public long length() {
        return (long) beginning.length + data.length - from;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        if (streamPos >= length()) {
            return -1;
        }
        count(1);
        int at = (int) streamPos++;
        return Byte.toUnsignedInt(at < beginning.length ? beginning[at] : data[from + at - beginning.length]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= length()) {
            return -1;
        }
        int at = (int) streamPos;
        int done = at < beginning.length
                ? copy(beginning, at, target, offset, length)
                : copy(data, from + at - beginning.length, target, offset, length);
        streamPos += done;
        count(done);
        return done;
    }

    private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("its parts refer to the same bytes again and again");
        }
    }

    private static int copy(byte[] source, int at, byte[] target, int offset, int length) {
        int count = Math.min(length, source.length - at);
        System.arraycopy(source, at, target, offset, count);
        return count;
    }
}
