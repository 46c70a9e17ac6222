// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.AnimationFrame.Disposal;
import dev.darkroom.image.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/*
 * Even where only the first frame is decoded, what shows an animation whole pays for all of them, so a file that no viewer
 * should open is refused. Damage after the first frame ends the animation.
 */
/** Finds the frames of a GIF by skipping over their data, and refuses too many of them. */
final class GifFrames {
    private static final int DESCRIPTOR = 10;
    private static final int IMAGE = 0x2C;
    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;
    private static final int NAME_LENGTH = 11;
    private static final List<String> LOOPS = List.of("NETSCAPE2.0", "ANIMEXTS1.0");
    private static final int HUNDREDTH = 10;

    private final byte[] data;
    private final DecodeLimits limits;
    private final List<Frame> frames = new ArrayList<>();
    private int control = -1;
    private int plays = 1;
    private long pixels;
    private boolean strayed;

    private GifFrames(byte[] data, DecodeLimits limits) {
        this.data = data;
        this.limits = limits;
    }

    /** Finds the frames behind the screen's descriptor and colours. */
    static GifFrames find(byte[] data, int from, DecodeLimits limits) {
        GifFrames frames = new GifFrames(data, limits);
        frames.walk(from);
        return frames;
    }

    /**
     * Where a frame stands in the file.
     *
     * @param control the place of what says how it is shown, or -1
     * @param descriptor the place of what says its size
     */
    record Frame(int control, int descriptor) {}

    List<Frame> all() {
        return frames;
    }

    /** Returns the first frame, without which there is no picture. */
    Frame first() {
        if (frames.isEmpty()) {
            throw strayed ? Faults.broken(ImageFormat.GIF, "it has no picture") : Faults.cutOff(ImageFormat.GIF);
        }
        return frames.get(0);
    }

    /** Returns how often the animation is played, 0 for without end. */
    int plays() {
        return plays;
    }

    /** Returns what is said of each frame, as far as they have a size. */
    List<AnimationFrame> timeline() {
        List<AnimationFrame> timeline = new ArrayList<>();
        for (Frame frame : frames) {
            int at = frame.descriptor();
            if (word(at + 5) == 0 || word(at + 7) == 0) {
                break;
            }
            timeline.add(new AnimationFrame(
                    word(at + 1),
                    word(at + 3),
                    word(at + 5),
                    word(at + 7),
                    frame.control() < 0 ? 0 : HUNDREDTH * word(frame.control() + 4),
                    true,
                    disposal(frame)));
        }
        return timeline;
    }

    private Disposal disposal(Frame frame) {
        int method = frame.control() < 0 ? 0 : data[frame.control() + 3] >> 2 & 7;
        return switch (method) {
            case 2 -> Disposal.CLEARED;
            case 3, 4 -> Disposal.TAKEN_BACK; // Some programs write 4, and browsers know what they mean.
            default -> Disposal.KEPT;
        };
    }

    private void walk(int from) {
        int at = from;
        while (at >= 0 && at + DESCRIPTOR < data.length) {
            at = switch (data[at]) {
                case IMAGE -> frame(at);
                case EXTENSION -> extension(at);
                case 0 -> at + 1; // Stray terminators are common and harmless.
                default -> stray();
            };
        }
    }

    private int stray() {
        strayed = true;
        return -1;
    }

    private int extension(int at) {
        int label = unsigned(at + 1);
        if (label == CONTROL && data[at + 2] == 4) {
            control = at;
        } else if (label == APPLICATION && data[at + 2] == NAME_LENGTH) {
            application(at + 3);
        }
        return pastBlocks(at + 2);
    }

    private void application(int name) {
        int block = name + NAME_LENGTH;
        if (block + 4 <= data.length
                && LOOPS.contains(new String(data, name, NAME_LENGTH, StandardCharsets.ISO_8859_1))
                && data[block] == 3
                && data[block + 1] == 1) {
            int again = word(block + 2);
            plays = again == 0 ? 0 : again + 1;
        }
    }

    private int frame(int at) {
        frames.add(new Frame(control, at));
        control = -1;
        pixels += (long) word(at + 5) * word(at + 7);
        Sizes.checkFrames(frames.size(), pixels, limits);
        byte flags = data[at + DESCRIPTOR - 1];
        int palette = flags < 0 ? 3 << ((flags & 7) + 1) : 0;
        return pastBlocks(at + DESCRIPTOR + palette + 1);
    }

    private int pastBlocks(int from) {
        int block = from;
        while (block < data.length && data[block] != 0) {
            block += 1 + unsigned(block);
        }
        return block + 1;
    }

    private int word(int at) {
        return unsigned(at) | unsigned(at + 1) << 8;
    }

    private int unsigned(int at) {
        return Byte.toUnsignedInt(data[at]);
    }
}
