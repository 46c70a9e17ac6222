// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegEncoderTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 9", "8, 8", "16, 16", "17, 33", "33, 17", "9, 200", "250, 3", "129, 97"})
    void anySizeIsReadBackAsItWas(int width, int height) throws IOException {
        for (var chroma : Subsampling.values()) {
            for (boolean progressive : new boolean[] {false, true}) {
                var picture = Planes.scene(width, height, chroma);

                byte[][] back = JdkJpeg.planes(picture.jpeg(95, progressive));

                assertThat(back).as("%s", picture).hasNumberOfRows(chroma.planes());
                assertThat(picture.resemblance(0, back[0])).as("%s", picture).isGreaterThan(38);
                if (chroma == Subsampling.NONE) {
                    assertThat(picture.resemblance(1, back[1])).isGreaterThan(38);
                    assertThat(picture.resemblance(2, back[2])).isGreaterThan(38);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProgressiveFileHasTheSameSamples(Subsampling chroma) throws IOException {
        var picture = Planes.scene(203, 155, chroma);
        for (int quality : new int[] {5, 80, 100}) {
            byte[] sequential = picture.jpeg(quality, false);
            byte[] progressive = picture.jpeg(quality, true);

            assertThat(JdkJpeg.planes(progressive)).isDeepEqualTo(JdkJpeg.planes(sequential));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 95})
    void grayIsAsGoodAndAsSmallAsTheJdkMakesIt(int quality) throws IOException {
        var picture = Planes.scene(640, 480, Subsampling.GRAY);

        byte[] ours = picture.jpeg(quality, false);
        byte[] theirs = JdkJpeg.written(picture, quality);

        assertThat(ours.length).isLessThan((int) (theirs.length * 1.02));
        assertThat(picture.resemblance(0, JdkJpeg.planes(ours)[0]))
                .isGreaterThan(picture.resemblance(0, JdkJpeg.planes(theirs)[0]) - 0.1);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 95})
    void colourIsAsGoodAndAsSmallAsTheJdkMakesIt(int quality) throws IOException {
        var picture = Planes.scene(640, 480, Subsampling.HALF);

        byte[] ours = picture.jpeg(quality, false);
        byte[] theirs = JdkJpeg.written(picture, quality);

        assertThat(ours.length).isLessThan((int) (theirs.length * 1.02));
        assertThat(picture.resemblance(0, JdkJpeg.planes(ours)[0]))
                .isGreaterThan(picture.resemblance(0, JdkJpeg.planes(theirs)[0]) - 0.1);
    }

    @Test
    void aProgressiveFileIsNoLarger() throws IOException {
        var picture = Planes.scene(640, 480, Subsampling.HALF);

        assertThat(picture.jpeg(80, true).length).isLessThan(picture.jpeg(80, false).length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void extremesAreReadBackAsTheyWere(boolean progressive) throws IOException {
        for (var chroma : Subsampling.values()) {
            for (var picture : new Planes[] {
                Planes.black(70, 50, chroma),
                Planes.noise(70, 50, chroma),
                Planes.chequers(70, 50, chroma),
                Planes.tiles(70, 50, chroma)
            }) {
                byte[][] back = JdkJpeg.planes(picture.jpeg(100, progressive));

                assertThat(picture.resemblance(0, back[0])).as("%s", picture).isGreaterThan(50);
            }
        }
    }

    @Test
    void theEmptiestPictureOfManyBlocksTakesAFewBytesOfScans() throws IOException {
        var picture = Planes.black(2100, 1100, Subsampling.GRAY);

        byte[] jpeg = picture.jpeg(100, true);

        assertThat(jpeg.length).isLessThan(10_000);
        assertThat(picture.resemblance(0, JdkJpeg.planes(jpeg)[0])).isGreaterThan(90);
    }

    @Test
    void theFileIsTheSameHoweverItsRowsCome() throws IOException {
        var picture = Planes.scene(75, 61, Subsampling.HALF);
        var encoder = new JpegEncoder(75, 61, Subsampling.HALF, 80, false);
        for (int plane = 2; plane >= 0; plane--) {
            int width = encoder.planeWidth(plane);
            int height = encoder.planeHeight(plane);
            byte[] wide = new byte[3 + height * (width + 5)];
            for (int y = 0; y < height; y++) {
                System.arraycopy(picture.samples()[plane], y * width, wide, 3 + y * (width + 5), width);
            }
            for (int y = 0; y < height; ) {
                int rows = Math.min(1 + y % 5, height - y);
                encoder.rows(plane, wide, 3 + y * (width + 5), width + 5, rows);
                y += rows;
            }
        }

        assertThat(encoder.finish()).isEqualTo(picture.jpeg(80, false));
    }

    @Test
    void segmentsAndTheProfileStandBehindTheJfifHeader() throws IOException {
        byte[] exif = "Exif\0\0MM".getBytes(StandardCharsets.US_ASCII);
        byte[] icc = new byte[70_000];
        Arrays.fill(icc, (byte) 'p');
        var encoder = new JpegEncoder(8, 8, Subsampling.GRAY, 80, false)
                .segment(0xe1, exif)
                .profile(icc);
        encoder.rows(0, new byte[64], 0, 8, 8);

        byte[] jpeg = encoder.finish();

        String text = new String(jpeg, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .containsSubsequence("JFIF\0", "Exif\0\0MM", "ICC_PROFILE\0\1\2p", "ICC_PROFILE\0\2\2p")
                .matches(all -> all.indexOf("JFIF") == 6, "JFIF is first");
        assertThat(text.chars().filter(c -> c == 'p').count()).isEqualTo(70_000);
    }

    @Test
    void missingRowsAreTold() throws IOException {
        var encoder = new JpegEncoder(8, 9, Subsampling.HALF, 80, false);
        encoder.rows(0, new byte[72], 0, 8, 9);
        encoder.rows(1, new byte[20], 0, 4, 5);
        encoder.rows(2, new byte[20], 0, 4, 2);

        assertThatThrownBy(encoder::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 rows of plane 2 are missing");
    }

    @Test
    void rowsBelowTheLastAreRefused() throws IOException {
        var encoder = new JpegEncoder(8, 9, Subsampling.HALF, 80, false);

        assertThatThrownBy(() -> encoder.rows(1, new byte[100], 0, 4, 6)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 80", "5, 65536, 80", "5, 5, 0", "5, 5, 101"})
    void whatAJpegFileCannotBeIsRefused(int width, int height, int quality) throws IOException {
        assertThatThrownBy(() -> new JpegEncoder(width, height, Subsampling.GRAY, quality, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
