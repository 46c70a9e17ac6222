// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that mean light in cd/m², drawn here in the numbers of PQ and HLG. */
class HighDynamicRangeTest {
    private static final int SRGB = 1;
    private static final int BT2020 = 9;
    private static final int UNKNOWN = 2;
    private static final int PQ = 16;
    private static final int HLG = 18;
    private static final int NEAR = 3;
    private static final double PAPER = 203;

    private final ImageEngine engine = ImageEngine.standard();

    @ParameterizedTest
    @ValueSource(doubles = {2, 10, 50, 120, 203})
    void whatIsNoBrighterThanPaperKeepsItsProportions(double light) throws IOException {
        int gray = seen(BT2020, PQ, pq(light), pq(light), pq(light));

        assertThat(gray & 0xFF).isCloseTo(screen(0.5 * light / PAPER), within(NEAR));
        assertThat(Colours.distance(gray, (gray & 0xFF) * 0x010101)).isLessThan(2);
    }

    @Test
    void whatIsBrighterThanPaperCanStillBeToldApart() throws IOException {
        int before = 0;
        for (double light : new double[] {203, 300, 450, 700, 950}) {
            int gray = seen(BT2020, PQ, pq(light), pq(light), pq(light)) & 0xFF;
            assertThat(gray).isGreaterThan(before + 5).isLessThan(255);
            before = gray;
        }
        assertThat(seen(BT2020, PQ, pq(4000), pq(4000), pq(4000))).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void aBrightColourKeepsItsHue() throws IOException {
        int skin = seen(SRGB, PQ, pq(500), pq(400), pq(300));

        double red = light(skin >> 16);
        assertThat(red).isGreaterThan(0.8);
        assertThat(light(skin >> 8) / red).isCloseTo(400.0 / 500, within(0.04));
        assertThat(light(skin) / red).isCloseTo(300.0 / 500, within(0.04));
    }

    @Test
    void aColourThatNoScreenHasBecomesTheNearestThatItHas() throws IOException {
        assertThat(seen(BT2020, PQ, 0, pq(203), 0) & 0xFF00FF).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.75, 0.5", "1, 1", "0, 0"})
    void paperAndPeakOfHlgAreWhereThoseOfPqAre(double signal, double share) throws IOException {
        int number = (int) Math.round(255 * signal);

        int gray = seen(BT2020, HLG, number, number, number);

        assertThat(gray & 0xFF).isCloseTo(screen(share), within(NEAR));
    }

    @Test
    void aCurveWithoutPrimariesIsNotHeeded() throws IOException {
        assertThat(seen(UNKNOWN, PQ, 100, 110, 120) & 0xFFFFFF).isEqualTo(0x646E78);
    }

    private int seen(int primaries, int transfer, int red, int green, int blue) throws IOException {
        byte[] rows = new byte[16 * (1 + 16 * 3)];
        for (int i = 0; i < 256; i++) {
            int at = i / 16 * 49 + 1 + i % 16 * 3;
            rows[at] = (byte) red;
            rows[at + 1] = (byte) green;
            rows[at + 2] = (byte) blue;
        }
        byte[] codes = {(byte) primaries, (byte) transfer, 0, 1};
        ImageContent png = ImageContent.of(Pictures.png(16, 16, 8, 2, rows, Pictures.chunk("cICP", codes)));
        return engine.render(png, RenderRequest.sample(16))
                .sample()
                .orElseThrow()
                .at(8, 8);
    }

    /** Returns the number for a light (SMPTE ST 2084), with 8 bits. */
    private static int pq(double light) {
        double power = Math.pow(light / 10_000, 0.1593017578125);
        return (int) Math.round(255 * Math.pow((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power), 78.84375));
    }

    private static int screen(double light) {
        double number = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * number);
    }

    private static double light(int number) {
        double share = (number & 0xFF) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
