// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.codec.DecodeLimits;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What an AV1 stream says about itself, as far as its size; see section 5.5.1 of the AV1 specification.
 *
 * @param level what a decoder has to be able to do
 * @param highTier whether that is of the high tier
 * @param size the largest size of its frames
 */
record SequenceHeader(int level, boolean highTier, Size size) {
    private static final int MAX_FRAMES = 32;

    /*
     * The native decoder reserves memory for the size in the stream before anybody can object, and it decodes every
     * frame that it is given, so both are looked at beforehand.
     */
    /** Refuses data that would make a decoder work more than the limits allow. */
    static void check(byte[] data, DecodeLimits limits) {
        List<Obu> units = Obu.list(data);
        for (Obu unit : units) {
            if (unit.type() == Obu.SEQUENCE_HEADER) {
                Size size = read(unit.body()).size;
                limits.check(size.width(), size.height(), 1);
            }
        }
        if (units.stream().filter(Obu::isFrame).count() > MAX_FRAMES) {
            throw Rejections.broken("there are more than " + MAX_FRAMES + " frames in one picture");
        }
    }

    static SequenceHeader read(ByteBuffer body) {
        Bits bits = new Bits(body);
        bits.skip(4); // profile, still picture
        boolean reduced = bits.flag();
        if (reduced) {
            return new SequenceHeader((int) bits.read(5), false, size(bits));
        }
        int delayLength = bits.flag() ? timing(bits) : 0;
        boolean displayDelays = bits.flag();
        int points = (int) bits.read(5) + 1;
        int level = 0;
        boolean highTier = false;
        for (int i = 0; i < points; i++) {
            bits.skip(12);
            int levelOfPoint = (int) bits.read(5);
            boolean tierOfPoint = levelOfPoint > 7 && bits.flag();
            level = i == 0 ? levelOfPoint : level;
            highTier = i == 0 ? tierOfPoint : highTier;
            skipDelays(bits, delayLength, displayDelays);
        }
        return new SequenceHeader(level, highTier, size(bits));
    }

    /** Returns how long the delays of each operating point are, or 0 if there are none. */
    private static int timing(Bits bits) {
        bits.skip(64);
        if (bits.flag()) {
            bits.skipUvlc();
        }
        if (!bits.flag()) {
            return 0;
        }
        int length = (int) bits.read(5) + 1;
        bits.skip(32 + 5 + 5);
        return length;
    }

    private static void skipDelays(Bits bits, int delayLength, boolean displayDelays) {
        if (delayLength > 0 && bits.flag()) {
            bits.skip(2 * delayLength + 1);
        }
        if (displayDelays && bits.flag()) {
            bits.skip(4);
        }
    }

    private static Size size(Bits bits) {
        int widthLength = (int) bits.read(4) + 1;
        int heightLength = (int) bits.read(4) + 1;
        return new Size((int) bits.read(widthLength) + 1, (int) bits.read(heightLength) + 1);
    }
}
