// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/** Changes what a TIFF says about itself, so that a decoder does what is wanted of it. */
final class TiffPatch {
    private final byte[] data;
    private final TiffDirectory directory;
    private byte[] beginning = new byte[0];

    TiffPatch(byte[] data, TiffDirectory directory) {
        this.data = data;
        this.directory = directory;
    }

    /** Changes the value of a tag that has one small number. */
    void number(int tag, long value) {
        put(directory.placeOfNumber(tag), Short.BYTES, value);
    }

    /** Changes how many values a tag has, if they can stay where they are. */
    void count(int tag, long count) {
        int place = directory.placeOfCount(tag, count);
        if (place >= 0) {
            put(place, directory.countLength(), count);
        }
    }

    private void put(int place, int length, long value) {
        if (beginning.length < place + length) {
            byte[] longer = Arrays.copyOf(data, place + length);
            System.arraycopy(beginning, 0, longer, 0, beginning.length);
            beginning = longer;
        }
        for (int i = 0; i < length; i++) {
            int byteOfValue = data[0] == 'M' ? length - 1 - i : i;
            beginning[place + i] = (byte) (value >> (Byte.SIZE * byteOfValue));
        }
    }

    ImageInputStream open() {
        return new SplicedInput(beginning, data, beginning.length);
    }
}
