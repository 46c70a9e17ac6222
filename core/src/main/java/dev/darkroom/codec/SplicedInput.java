// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import javax.imageio.stream.ImageInputStreamImpl;

/** A rewritten beginning followed by the original bytes from some place on, without copying them. */
final class SplicedInput extends ImageInputStreamImpl {
    private final byte[] beginning;
    private final byte[] data;
    private final int from;

    SplicedInput(byte[] beginning, byte[] data, int from) {
        this.beginning = beginning;
        this.data = data;
        this.from = from;
    }

    @Override
    public long length() {
        return (long) beginning.length + data.length - from;
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= length()) {
            return -1;
        }
        int at = (int) streamPos++;
        return Byte.toUnsignedInt(at < beginning.length ? beginning[at] : data[from + at - beginning.length]);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
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
        return done;
    }

    private static int copy(byte[] source, int at, byte[] target, int offset, int length) {
        int count = Math.min(length, source.length - at);
        System.arraycopy(source, at, target, offset, count);
        return count;
    }
}
