// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedJpegTest {
    private static final int TRIES = 2_000;
    private static final long MOST_PIXELS = 1 << 20;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingButAJpegExceptionComesOfFlippedBytes(boolean progressive) throws IOException {
        JpegSamples samples = new JpegSamples().restartInterval(3);
        byte[] sound = (progressive ? samples.progressive() : samples)
                .write(JpegSamples.picture(50, 40, BufferedImage.TYPE_INT_RGB));
        Random random = new Random(20_26);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            byte[] damaged = sound.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt(256);
            }
            decode(damaged, JpegDecoder.SIDES.get(random.nextInt(JpegDecoder.SIDES.size())));
        }
    }

    private static void decode(byte[] jpeg, int side) throws IOException {
        try {
            JpegDecoder decoder = JpegDecoder.open(new ByteArrayInputStream(jpeg), JpegLimits.USUAL);
            JpegFrame frame = decoder.frame();
            if ((long) frame.width() * frame.height() <= MOST_PIXELS) {
                decoder.decode(side, side, (plane, rows, offset, stride, count) -> {});
            }
        } catch (JpegException expected) {
            // A damaged file may be refused.
        }
    }
}
