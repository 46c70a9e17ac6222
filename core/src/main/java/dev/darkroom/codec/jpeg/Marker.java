// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** The second bytes of markers (ITU-T T.81, table B.1); the first is always 0xFF. */
final class Marker {
    /** Not a marker: the bytes ended. */
    static final int NONE = -1;

    static final int TEM = 0x01;
    static final int SOF0 = 0xC0;
    static final int DHT = 0xC4;
    static final int JPG = 0xC8;
    static final int DAC = 0xCC;
    static final int SOF15 = 0xCF;
    static final int RST0 = 0xD0;
    static final int RST7 = 0xD7;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DRI = 0xDD;
    static final int APP0 = 0xE0;
    static final int APP1 = 0xE1;
    static final int APP2 = 0xE2;
    static final int APP14 = 0xEE;

    private Marker() {}

    /** Returns whether a frame header follows. */
    static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    /** Returns whether it stands alone, without a segment. */
    static boolean isAlone(int marker) {
        return marker == TEM || isRestart(marker) || marker == SOI || marker == EOI;
    }

    static boolean isRestart(int marker) {
        return marker >= RST0 && marker <= RST7;
    }
}
