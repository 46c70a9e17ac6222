// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/*
 * Only the first frame is decoded, but what shows an animation whole pays for all of them, so a file that no viewer
 * should open is refused here too.
 */
/** Counts the frames of a GIF, and their pixels, by skipping over their data. */
final class GifFrames {
    private static final int DESCRIPTOR = 10;
    private static final int IMAGE = 0x2C;
    private static final int EXTENSION = 0x21;

    private final byte[] data;
    private final DecodeLimits limits;
    private int frames;
    private long pixels;

    GifFrames(byte[] data, DecodeLimits limits) {
        this.data = data;
        this.limits = limits;
    }

    /** Refuses too many frames; damage after the first one is of no interest. */
    void check(int from) {
        int at = from;
        while (at >= 0 && at + DESCRIPTOR < data.length) {
            at = switch (data[at]) {
                case IMAGE -> frame(at);
                case EXTENSION -> pastBlocks(at + 2);
                case 0 -> at + 1;
                default -> -1;
            };
        }
    }

    private int frame(int at) {
        pixels += (long) word(at + 5) * word(at + 7);
        Sizes.checkFrames(++frames, limits);
        if (pixels > limits.pixels()) {
            throw Sizes.tooLarge(frames + " frames with " + pixels + " pixels, the limit is " + limits.pixels());
        }
        byte flags = data[at + DESCRIPTOR - 1];
        int palette = flags < 0 ? 3 << ((flags & 7) + 1) : 0;
        return pastBlocks(at + DESCRIPTOR + palette + 1);
    }

    private int pastBlocks(int from) {
        int block = from;
        while (block < data.length && data[block] != 0) {
            block += 1 + Byte.toUnsignedInt(data[block]);
        }
        return block + 1;
    }

    private int word(int at) {
        return Byte.toUnsignedInt(data[at]) | Byte.toUnsignedInt(data[at + 1]) << 8;
    }
}
