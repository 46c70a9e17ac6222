// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.fuzz;

import dev.darkroom.codec.jpeg.JpegDecoder;
import dev.darkroom.codec.jpeg.JpegFrame;
import dev.darkroom.codec.jpeg.JpegLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/** Our JPEG decoder: what it accepts it accepts in each size, with all rows, and the same ones twice. */
final class JpegTarget implements Target {
    private static final long MOST_PIXELS = 1 << 16;
    private static final JpegLimits LIMITS = new JpegLimits(20, 1 << 20);

    @Override
    public void read(byte[] input) throws IOException {
        JpegDecoder decoder = open(input);
        JpegFrame frame = decoder.frame();
        if (!decoder.isReadable() || (long) frame.width() * frame.height() > MOST_PIXELS) {
            return;
        }
        IOException refusal = null;
        for (int side : JpegDecoder.SIDES) {
            try {
                planes(input, side);
            } catch (IOException e) {
                refusal = e;
            }
        }
        boolean same = Arrays.deepEquals(planes(input, 8), planes(input, 8));
        Target.require(same, "a second reading gives other samples");
        Target.require(refusal == null, "it is refused only when it is made smaller: " + refusal);
    }

    private static byte[][] planes(byte[] input, int side) throws IOException {
        JpegDecoder decoder = open(input);
        WholePlanes planes = new WholePlanes(decoder.frame(), side);
        decoder.decode(side, side, planes);
        return planes.samples();
    }

    private static JpegDecoder open(byte[] input) throws IOException {
        return JpegDecoder.open(new ByteArrayInputStream(input), LIMITS);
    }
}
