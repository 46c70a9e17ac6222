// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaneScalerTest {

    /** Keeps what comes. */
    private static final class Kept implements PlaneSink {
        private final byte[] samples;
        private final int width;
        private int row;

        Kept(int width, int height) {
            this.width = width;
            this.samples = new byte[width * height];
        }

        @Override
        public void rows(int plane, byte[] from, int offset, int stride, int rows) {
            for (int y = 0; y < rows; y++, row++) {
                System.arraycopy(from, offset + y * stride, samples, row * width, width);
            }
        }

        int at(int x, int y) {
            return samples[y * width + x] & 0xFF;
        }
    }

    private static byte[] plane(int width, int height, IntBinaryOperator value) {
        byte[] samples = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                samples[y * width + x] = (byte) value.applyAsInt(x, y);
            }
        }
        return samples;
    }

    private static Kept scaled(byte[] samples, int width, int height, Axis across, Axis down, double reserve)
            throws IOException {
        Kept kept = new Kept(across.length(), down.length());
        PlaneScaler scaler = new PlaneScaler(width, height);
        scaler.add(across, down, reserve, 3, 0, kept);
        for (int y = 0; y < height; y++) {
            scaler.rows(samples, y * width, width, 1);
        }
        assertThat(kept.row).isEqualTo(down.length());
        return kept;
    }

    private static Axis whole(int length, int outLength) {
        return new Axis(0, (double) length / outLength, outLength);
    }

    @ParameterizedTest
    @CsvSource({"400,300,200,150,1", "401,299,57,43,2", "33,17,33,17,1", "7,5,70,50,1", "1,900,1,100,2", "900,1,9,1,1"})
    void aPlainPlaneStaysPlainToItsEdges(int width, int height, int outWidth, int outHeight, double reserve)
            throws IOException {
        byte[] samples = plane(width, height, (x, y) -> 77);

        Kept kept = scaled(samples, width, height, whole(width, outWidth), whole(height, outHeight), reserve);

        byte[] expected = new byte[outWidth * outHeight];
        Arrays.fill(expected, (byte) 77);
        assertThat(kept.samples).isEqualTo(expected);
    }

    @Test
    void theSameSizeChangesNothing() throws IOException {
        byte[] samples = plane(61, 43, (x, y) -> (x * 37 + y * 91) & 0xFF);

        Kept kept = scaled(samples, 61, 43, whole(61, 61), whole(43, 43), 1);

        assertThat(kept.samples).isEqualTo(samples);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 50, 101, 333})
    void aRampStaysWhereItIs(int outWidth) throws IOException {
        int width = 1000;
        byte[] samples = plane(width, 8, (x, y) -> x * 255 / (width - 1));

        Kept kept = scaled(samples, width, 8, whole(width, outWidth), whole(8, 8), 2);

        for (int x = 1; x < outWidth - 1; x++) {
            double centre = (x + 0.5) * width / outWidth - 0.5;
            assertThat(kept.at(x, 4)).isCloseTo((int) Math.round(centre * 255 / (width - 1)), within(2));
        }
    }

    @Test
    void aPartIsTakenFromItsPlace() throws IOException {
        byte[] samples = plane(300, 300, (x, y) -> x >= 100 && x < 200 && y >= 50 && y < 150 ? 200 : 20);

        Kept kept = scaled(samples, 300, 300, new Axis(100, 2, 50), new Axis(50, 2, 50), 1);

        assertThat(kept.at(25, 25)).isEqualTo(200);
        assertThat(kept.at(4, 4)).isEqualTo(200);
        assertThat(kept.at(45, 45)).isEqualTo(200);
        Kept beside = scaled(samples, 300, 300, new Axis(200, 2, 50), new Axis(150, 2, 50), 1);
        assertThat(beside.at(25, 25)).isEqualTo(20);
    }

    @Test
    void aFinePatternBecomesGrayInsteadOfAFalseOne() throws IOException {
        byte[] samples = plane(1000, 1000, (x, y) -> (x + y) % 2 == 0 ? 255 : 0);

        Kept kept = scaled(samples, 1000, 1000, whole(1000, 317), whole(1000, 317), 1);

        for (int x = 5; x < 312; x++) {
            assertThat(kept.at(x, 150)).isCloseTo(128, within(2));
        }
    }

    @Test
    void severalOutputsComeOfOnePass() throws IOException {
        byte[] samples = plane(640, 480, (x, y) -> (x / 3 + y / 5) & 0xFF);
        Kept large = new Kept(500, 375);
        Kept small = new Kept(64, 48);
        PlaneScaler scaler = new PlaneScaler(640, 480);
        scaler.add(whole(640, 500), whole(480, 375), 1, 3, 0, large);
        scaler.add(whole(640, 64), whole(480, 48), 2, 3, 0, small);

        scaler.rows(samples, 0, 640, 480);

        assertThat(large.samples).isEqualTo(scaled(samples, 640, 480, whole(640, 500), whole(480, 375), 1).samples);
        assertThat(small.samples).isEqualTo(scaled(samples, 640, 480, whole(640, 64), whole(480, 48), 2).samples);
    }
}
