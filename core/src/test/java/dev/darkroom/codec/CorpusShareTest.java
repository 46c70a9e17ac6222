// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One small picture for each feature, against what independent tools make of it. */
class CorpusShareTest {
    private static final int TOLERANCE = 8;

    private record Expected(String file, int width, int height, int mean) {
        static Expected of(String line) {
            String[] columns = line.split("\t", -1);
            return new Expected(
                    columns[0],
                    Integer.parseInt(columns[1]),
                    Integer.parseInt(columns[2]),
                    Integer.parseInt(columns[3], 16));
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Expected> pictures() throws IOException {
        return new String(bytes("MANIFEST.tsv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(Expected::of);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void sizeAndColoursAreAsInOtherTools(Expected expected) throws IOException {
        ImageContent content = ImageContent.of(bytes(expected.file()));

        Rendered rendered = ImageEngine.standard().render(content, RenderRequest.sample(64));

        assertThat(rendered.info().width()).isEqualTo(expected.width());
        assertThat(rendered.info().height()).isEqualTo(expected.height());
        Pixels pixels = rendered.sample().orElseThrow();
        for (int shift = 16; shift >= 0; shift -= 8) {
            assertThat(meanOverWhite(pixels, shift)).isCloseTo((expected.mean() >> shift) & 0xFF, within(TOLERANCE));
        }
    }

    private static int meanOverWhite(Pixels pixels, int shift) {
        long sum = 0;
        int[] all = pixels.toArray();
        for (int argb : all) {
            int alpha = argb >>> 24;
            sum += (((argb >> shift) & 0xFF) * alpha + 255 * (255 - alpha)) / 255;
        }
        return (int) (sum / all.length);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = CorpusShareTest.class.getResourceAsStream("corpus/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
