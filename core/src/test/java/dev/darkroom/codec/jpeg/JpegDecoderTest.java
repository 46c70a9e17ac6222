// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDecoderTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 9", "8, 8", "16, 16", "17, 33", "130, 75"})
    void givesTheSameLumaAsTheJdk(int width, int height) throws IOException {
        BufferedImage picture = JpegSamples.picture(width, height, BufferedImage.TYPE_INT_RGB);
        assertSame(new JpegSamples().write(picture), 1);
        assertSame(new JpegSamples().progressive().write(picture), 1);
        assertSame(new JpegSamples().restartInterval(2).write(picture), 1);
    }

    @Test
    void givesTheSamePlanesAsTheJdkWhenChromaIsNotSampled() throws IOException {
        BufferedImage picture = JpegSamples.picture(61, 43, BufferedImage.TYPE_INT_RGB);
        assertSame(new JpegSamples().sampling(1).write(picture), 3);
        assertSame(new JpegSamples().sampling(1).progressive().write(picture), 3);
    }

    @Test
    void givesTheSameGrayAsTheJdk() throws IOException {
        BufferedImage picture = JpegSamples.picture(61, 43, BufferedImage.TYPE_BYTE_GRAY);
        byte[] jpeg = new JpegSamples().write(picture);
        assertSame(jpeg, 1);
        assertSame(new JpegSamples().progressive().write(picture), 1);
        assertThat(open(jpeg).frame().colour()).isEqualTo(JpegFrame.Colour.GRAY);
    }

    @Test
    void saysWhatThePictureIsBeforeItIsDecoded() throws IOException {
        JpegDecoder decoder = open(new JpegSamples()
                .sampling(2)
                .progressive()
                .write(JpegSamples.picture(61, 43, BufferedImage.TYPE_INT_RGB)));

        assertThat(decoder.isReadable()).isTrue();
        assertThat(decoder.frame().process()).isEqualTo(JpegFrame.CodingProcess.PROGRESSIVE);
        assertThat(decoder.frame().colour()).isEqualTo(JpegFrame.Colour.YCBCR);
        assertThat(decoder.frame().planeWidth(0, 8)).isEqualTo(61);
        assertThat(decoder.frame().planeWidth(1, 8)).isEqualTo(31);
        assertThat(decoder.frame().planeHeight(1, 2)).isEqualTo(6);
        assertThat(decoder.exif()).isEmpty();
        assertThat(decoder.profile()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void scaledPlanesAreTheMeansOfTheFullOnes(int side) throws IOException {
        byte[] jpeg = new JpegSamples().write(JpegSamples.picture(130, 75, BufferedImage.TYPE_INT_RGB));
        DecodedPlanes full = DecodedPlanes.of(jpeg, 8);
        DecodedPlanes scaled = DecodedPlanes.of(jpeg, side);

        assertThat(scaled.isFull()).isTrue();
        for (int plane = 0; plane < 3; plane++) {
            assertThat(meanDifference(full, scaled, plane, 8 / side)).isCloseTo(0, within(3.0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6, 8})
    void aProgressivePictureIsTheSameAsASequentialOne(int side) throws IOException {
        BufferedImage picture = JpegSamples.picture(130, 75, BufferedImage.TYPE_INT_RGB);
        DecodedPlanes sequential = DecodedPlanes.of(new JpegSamples().write(picture), side);
        DecodedPlanes progressive =
                DecodedPlanes.of(new JpegSamples().progressive().write(picture), side);

        for (int plane = 0; plane < 3; plane++) {
            assertThat(progressive.samples(plane)).isEqualTo(sequential.samples(plane));
        }
    }

    @Test
    void planesOfColoursCanBeMadeSmallerThanThatOfLight() throws IOException {
        BufferedImage picture = JpegSamples.picture(130, 75, BufferedImage.TYPE_INT_RGB);
        for (byte[] jpeg : new byte[][] {
            new JpegSamples().write(picture), new JpegSamples().progressive().write(picture)
        }) {
            assertColoursSmaller(jpeg, 8, 6);
            assertColoursSmaller(jpeg, 4, 2);
            assertColoursSmaller(jpeg, 2, 1);
        }
    }

    static void assertColoursSmaller(byte[] jpeg, int light, int colours) throws IOException {
        DecodedPlanes both = DecodedPlanes.of(jpeg, light, colours);
        DecodedPlanes smaller = DecodedPlanes.of(jpeg, colours);

        assertThat(both.samples(0)).isEqualTo(DecodedPlanes.of(jpeg, light).samples(0));
        assertThat(both.samples(1)).isEqualTo(smaller.samples(1));
        assertThat(both.samples(2)).isEqualTo(smaller.samples(2));
    }

    @Test
    void doesWithoutTheMarkOfTheEnd() throws IOException {
        BufferedImage picture = JpegSamples.picture(61, 43, BufferedImage.TYPE_INT_RGB);
        for (byte[] jpeg : new byte[][] {
            new JpegSamples().write(picture), new JpegSamples().progressive().write(picture)
        }) {
            assertThat(DecodedPlanes.of(Arrays.copyOf(jpeg, jpeg.length - 2), 8).isFull())
                    .isTrue();
        }
    }

    @Test
    void readsAPictureWhoseHuffmanTablesWereLeftOut() throws IOException {
        byte[] jpeg = new JpegSamples().write(JpegSamples.picture(61, 43, BufferedImage.TYPE_INT_RGB));

        DecodedPlanes planes = DecodedPlanes.of(JpegBytes.without(jpeg, Marker.DHT), 8);

        assertThat(planes.samples(0)).isEqualTo(DecodedPlanes.of(jpeg, 8).samples(0));
    }

    @Test
    void missesAQuantisationTable() throws IOException {
        byte[] jpeg = new JpegSamples().write(JpegSamples.picture(61, 43, BufferedImage.TYPE_INT_RGB));

        assertRefused(JpegBytes.without(jpeg, Marker.DQT), JpegException.Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThatAPictureIsCutOff(boolean progressive) throws IOException {
        JpegSamples samples = progressive ? new JpegSamples().progressive() : new JpegSamples();
        byte[] jpeg = samples.write(JpegSamples.picture(130, 75, BufferedImage.TYPE_INT_RGB));
        for (int length = 2; length < jpeg.length - 40; length += 37) {
            assertRefused(Arrays.copyOf(jpeg, length), JpegException.Kind.CUT_OFF);
        }
    }

    @Test
    void refusesMoreScansThanAllowed() throws IOException {
        byte[] jpeg = new JpegSamples().progressive().write(JpegSamples.picture(61, 43, BufferedImage.TYPE_INT_RGB));
        JpegDecoder decoder = JpegDecoder.open(new ByteArrayInputStream(jpeg), new JpegLimits(5, 1));

        assertThatThrownBy(() -> decoder.decode(8, 8, (plane, samples, offset, stride, rows) -> {}))
                .isInstanceOfSatisfying(
                        JpegException.class, e -> assertThat(e.kind()).isEqualTo(JpegException.Kind.LIMIT));
    }

    @Test
    void refusesARestartMarkerOutOfTurn() throws IOException {
        byte[] jpeg =
                new JpegSamples().restartInterval(2).write(JpegSamples.picture(130, 75, BufferedImage.TYPE_INT_RGB));
        jpeg[JpegBytes.indexOf(jpeg, Marker.RST0) + 1] = (byte) (Marker.RST0 + 3);

        assertRefused(jpeg, JpegException.Kind.BROKEN);
    }

    @Test
    void refusesWhatIsNotAJpeg() {
        assertRefused(new byte[] {'G', 'I', 'F', '8', '9', 'a'}, JpegException.Kind.BROKEN);
        assertRefused(new byte[0], JpegException.Kind.BROKEN);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws IOException {
        byte[] jpeg = new JpegSamples().write(JpegSamples.picture(61, 43, BufferedImage.TYPE_INT_RGB));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> DecodedPlanes.of(jpeg, 8)).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static JpegDecoder open(byte[] jpeg) throws IOException {
        return JpegDecoder.open(new ByteArrayInputStream(jpeg), JpegLimits.USUAL);
    }

    private static void assertRefused(byte[] jpeg, JpegException.Kind kind) {
        assertThatThrownBy(() -> DecodedPlanes.of(jpeg, 8))
                .isInstanceOfSatisfying(
                        JpegException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static void assertSame(byte[] jpeg, int planes) throws IOException {
        Raster expected = JpegSamples.raster(jpeg);
        DecodedPlanes actual = DecodedPlanes.of(jpeg, 8);
        assertThat(actual.isFull()).isTrue();
        for (int plane = 0; plane < planes; plane++) {
            for (int y = 0; y < expected.getHeight(); y++) {
                for (int x = 0; x < expected.getWidth(); x++) {
                    assertThat(actual.sample(plane, x, y)).isCloseTo(expected.getSample(x, y, plane), within(2));
                }
            }
        }
    }

    private static double meanDifference(DecodedPlanes full, DecodedPlanes scaled, int plane, int denominator) {
        double sum = 0;
        for (int y = 0; y < full.height(plane) / denominator; y++) {
            for (int x = 0; x < full.width(plane) / denominator; x++) {
                sum += Math.abs(
                        mean(full, plane, x * denominator, y * denominator, denominator) - scaled.sample(plane, x, y));
            }
        }
        return sum / (scaled.width(plane) * scaled.height(plane));
    }

    private static double mean(DecodedPlanes planes, int plane, int left, int top, int side) {
        double sum = 0;
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                sum += planes.sample(plane, x, y);
            }
        }
        return sum / (side * side);
    }
}
