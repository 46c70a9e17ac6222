// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/*
 * Bytes are freed of their stuffing when they are copied here, so that eight of them can be taken at once without a look
 * at each. Whoever decodes a block asks once whether there is enough for any block (ready), copies the three fields of
 * the bit buffer into local variables, refills those by the same three lines, and puts them back. Behind the last byte
 * before a marker come zeros, enough for a block; who has eaten of them is found out when the next block begins.
 */

/** The bits of a scan between two markers (ITU-T T.81, F.1.2.3 and B.1.1.5). */
final class BitReader implements ScanReader {
    /** Eight bytes of an array as one number, the first the highest. */
    static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** More bytes than a block and the bit buffer can take. */
    private static final int BLOCK = 512;

    private static final int CAPACITY = 1 << 14;

    /** The bytes of the scan. */
    final byte[] bytes = new byte[CAPACITY + 2 * BLOCK];

    /** Where the first byte stands that isn't counted in the bit buffer. */
    int position;

    /** The bit buffer, the next bit first. */
    long bits;

    /** How many bits of it count. */
    int count;

    private final JpegInput input;
    private int end;
    /** Up to where a block may begin without a look at what is left. */
    private int safe = -1;

    private boolean ended;
    private int marker = Marker.NONE;

    BitReader(JpegInput input) {
        this.input = input;
    }

    /** Makes sure that a block can be read. */
    void ready() throws IOException {
        if (position > safe) {
            more();
        }
    }

    /** Makes sure that at least 32 bits count. */
    void refill() {
        if (count < 32) {
            bits |= (long) EIGHT.get(bytes, position) >>> count;
            position += (63 - count) >> 3;
            count |= 56;
        }
    }

    /** Takes up to 32 bits as a number. */
    int take(int length) {
        refill();
        int number = (int) (bits >>> 1 >>> (63 - length));
        bits <<= length;
        count -= length;
        return number;
    }

    @Override
    public void restart(int number) throws IOException {
        checkEnd();
        if (!ended) {
            fill();
        }
        if (!ended || end - position + (count >> 3) > 0 || marker != Marker.RST0 + number) {
            throw marker == Marker.NONE && ended ? cutOff() : broken();
        }
        begin();
    }

    @Override
    public void begin() {
        position = 0;
        end = 0;
        safe = -1;
        bits = 0;
        count = 0;
        ended = false;
        marker = Marker.NONE;
    }

    @Override
    public int finish() throws IOException {
        checkEnd();
        while (!ended) {
            position = end;
            count = 0;
            fill();
        }
        return marker;
    }

    static JpegException broken() {
        return JpegException.broken("The JPEG file is broken: its picture data makes no sense.");
    }

    private static JpegException cutOff() {
        return JpegException.cutOff("The JPEG file is cut off: it ends within its picture data.");
    }

    private void more() throws IOException {
        if (!ended) {
            fill();
        }
        checkEnd();
    }

    private void checkEnd() throws JpegException {
        if (ended && 8 * position - count > 8 * end) {
            throw marker == Marker.NONE ? cutOff() : broken();
        }
    }

    private void fill() throws IOException {
        System.arraycopy(bytes, position, bytes, 0, end - position);
        end -= position;
        position = 0;
        while (!ended && end < CAPACITY) {
            if (input.hasNext()) {
                copy();
            } else {
                ended = true;
            }
        }
        if (ended) {
            Arrays.fill(bytes, end, end + BLOCK, (byte) 0);
        }
        safe = ended ? -1 : end - BLOCK;
    }

    /** Copies what the input has at hand up to the next 0xFF, and deals with that. */
    private void copy() throws IOException {
        byte[] source = input.bytes;
        int from = input.position;
        int to = end;
        int last = Math.min(input.limit, from + CAPACITY - to);
        while (from + 8 <= last && !hasFF((long) EIGHT.get(source, from))) {
            EIGHT.set(bytes, to, (long) EIGHT.get(source, from));
            from += 8;
            to += 8;
        }
        while (from < last && source[from] != (byte) 0xFF) {
            bytes[to++] = source[from++];
        }
        end = to;
        input.position = from;
        if (from < last) {
            afterFF();
        }
    }

    /** Whether one of the eight bytes is 0xFF: none of the others has a carry after the highest bit is hidden. */
    private static boolean hasFF(long eight) {
        return ((~eight - 0x0101010101010101L) & eight & 0x8080808080808080L) != 0;
    }

    private void afterFF() throws IOException {
        int code = input.read();
        while (code == 0xFF) {
            code = input.read();
        }
        if (code == 0) {
            bytes[end++] = (byte) 0xFF;
        } else {
            ended = true;
            marker = code;
        }
    }
}
