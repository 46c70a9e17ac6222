// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class Jpeg2000EngineTest {
    private static final RenderRequest SAMPLE = RenderRequest.sample(64);

    private final ImageEngine engine = ImageEngine.standard();

    @ParameterizedTest
    @CsvSource({
        "gopher.jp2, 147, 200, true, 90d5dd",
        "issue412.jp2, 256, 100, false, 868663",
        "9bit.j2k, 128, 128, false, 606060",
        "rgb_trns_ycbc.jp2, 64, 64, true, 80b0a3",
        "relax_tileparts.jp2, 320, 240, false, 41574c"
    })
    void sizeAndColoursAreAsInOtherTools(String name, int width, int height, boolean alpha, String mean)
            throws IOException {
        ImageContent content = ImageContent.of(bytes(name));

        assertThat(engine.inspect(content)).isEqualTo(new ImageInfo(ImageFormat.JPEG2000, width, height, 1, alpha));
        Pixels seen = engine.render(content, SAMPLE).sample().orElseThrow().over(0xFFFFFF);
        int expected = Integer.parseInt(mean, 16);
        for (int shift = 0; shift < 24; shift += 8) {
            assertThat(mean(seen, shift)).isCloseTo(expected >> shift & 0xFF, within(8));
        }
    }

    @Test
    void aFileThatWasCutOffIsRejectedWhereverItEnds() throws IOException {
        for (String name : new String[] {"relax_tileparts.jp2", "9bit.j2k"}) {
            byte[] whole = bytes(name);
            for (int length = whole.length - 4; length > 0; length -= 97) {
                ImageContent part = ImageContent.of(Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> engine.render(part, SAMPLE)).isInstanceOf(ImageRejectedException.class);
            }
        }
    }

    @Test
    void bentBytesEndInAPictureOrARejection() throws IOException {
        Random random = new Random(11);
        byte[] whole = bytes("rgb_trns_ycbc.jp2");
        for (int i = 0; i < 300; i++) {
            byte[] bent = whole.clone();
            for (int flips = 0; flips < 3; flips++) {
                bent[random.nextInt(i % 2 == 0 ? 200 : bent.length)] = (byte) random.nextInt();
            }
            try {
                engine.render(ImageContent.of(bent), SAMPLE);
            } catch (ImageRejectedException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void aPictureMayHaveNextToNoData() throws IOException {
        ImageContent flat = ImageContent.of(codestream(300, 200, 1, 4, 1));

        assertThat(engine.render(flat, SAMPLE).sample().orElseThrow().at(20, 20))
                .isEqualTo(0xFF808080);
    }

    @ParameterizedTest
    @CsvSource({
        "20000, 10, 1, 4, 1, TOO_LARGE, 16384 a side",
        "7000, 7001, 3, 4, 1, TOO_LARGE, samples",
        "7000, 7000, 1, 0, 1, TOO_LARGE, pieces",
        "300, 200, 1, 4, 60000, BROKEN, cut off"
    })
    void aFewBytesThatPromiseALotAreRefused(
            int width, int height, int planes, int block, int layers, Reason reason, String words) {
        byte[] bomb = codestream(width, height, planes, block, layers);

        assertThatThrownBy(() -> engine.render(ImageContent.of(bomb), SAMPLE))
                .isInstanceOfSatisfying(
                        ImageRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    /** A codestream with six resolutions and without any coefficient, which is a picture in gray. */
    private static byte[] codestream(int width, int height, int planes, int block, int layers) {
        int resolutions = 6;
        int packets = resolutions * planes;
        ByteBuffer out = ByteBuffer.allocate(200 + packets);
        out.putShort((short) 0xFF4F);
        out.putShort((short) 0xFF51).putShort((short) (38 + 3 * planes)).putShort((short) 0);
        out.putInt(width).putInt(height).putInt(0).putInt(0);
        out.putInt(width).putInt(height).putInt(0).putInt(0);
        out.putShort((short) planes);
        for (int plane = 0; plane < planes; plane++) {
            out.put((byte) 7).put((byte) 1).put((byte) 1);
        }
        out.putShort((short) 0xFF52).putShort((short) 12).put((byte) 0).put((byte) 0);
        out.putShort((short) layers).put((byte) 0);
        out.put((byte) (resolutions - 1)).put((byte) block).put((byte) block).put((byte) 0);
        out.put((byte) 1);
        out.putShort((short) 0xFF5C).putShort((short) 19).put((byte) 0x40);
        for (int band = 0; band < 16; band++) {
            out.put((byte) 0x48);
        }
        out.putShort((short) 0xFF90).putShort((short) 10).putShort((short) 0);
        out.putInt(14 + packets).put((byte) 0).put((byte) 1);
        out.putShort((short) 0xFF93).put(new byte[packets]).putShort((short) 0xFFD9);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static int mean(Pixels pixels, int shift) {
        return (int) Arrays.stream(pixels.toArray())
                .map(argb -> argb >> shift & 0xFF)
                .average()
                .orElseThrow();
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Jpeg2000EngineTest.class.getResourceAsStream("/pictures/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
