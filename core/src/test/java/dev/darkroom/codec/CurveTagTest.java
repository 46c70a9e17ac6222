// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CurveTagTest {

    private static byte[] tag(String kind, int... numbers) {
        ByteBuffer tag = ByteBuffer.allocate(12 + 4 * numbers.length);
        tag.put(kind.getBytes(StandardCharsets.US_ASCII));
        tag.position(12);
        for (int number : numbers) {
            tag.putInt(number);
        }
        return tag.array();
    }

    private static byte[] formula(int kind, double... numbers) {
        int[] fixed = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            fixed[i] = (int) Math.round(numbers[i] * 65_536);
        }
        byte[] tag = tag("para", fixed);
        tag[9] = (byte) kind;
        return tag;
    }

    @Test
    void aFormulaIsWhatItSays() {
        TransferCurve srgb = CurveTag.read(formula(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))
                .orElseThrow();

        for (int number = 0; number < 256; number++) {
            assertThat(srgb.light(number / 255.0)).isCloseTo(TransferCurve.SRGB.light(number / 255.0), within(1e-4));
        }
        TransferCurve lifted = CurveTag.read(formula(2, 2, 1, -0.5, 0.25)).orElseThrow();
        assertThat(lifted.light(0.2)).isCloseTo(0.25, within(1e-4));
        assertThat(lifted.light(1)).isCloseTo(0.5, within(1e-4));
        assertThat(CurveTag.read(formula(0, 1.8)).orElseThrow().light(0.5)).isCloseTo(0.2872, within(1e-3));
        assertThat(CurveTag.read(formula(1, 2, 1, 0)).orElseThrow().light(0.5)).isCloseTo(0.25, within(1e-4));
        assertThat(CurveTag.read(formula(4, 2, 1, 0, 0.05, 0.1, 0.5, 0.002))
                        .orElseThrow()
                        .light(0.05))
                .isCloseTo(0.0045, within(1e-4));
    }

    @Test
    void whatIsWrittenIsReadAgainExactly() {
        for (int number = 0; number < 256; number++) {
            TransferCurve read =
                    CurveTag.read(CurveTag.write(TransferCurve.SRGB)).orElseThrow();
            assertThat(read.light(number / 255.0)).isCloseTo(TransferCurve.SRGB.light(number / 255.0), within(1e-5));
        }
        byte[] power = CurveTag.write(TransferCurve.power(2.19921875));
        assertThat(power).hasSize(16);
        assertThat(CurveTag.read(power).orElseThrow().exponent()).hasValue(2.19921875);
    }

    @Test
    void nonsenseIsNoCurve() {
        assertThat(CurveTag.read(new byte[4])).isEmpty();
        assertThat(CurveTag.read(tag("text", 1, 2, 3))).isEmpty();
        assertThat(CurveTag.read(formula(9, 1, 1, 1, 1, 1, 1, 1))).isEmpty();
        assertThat(CurveTag.read(formula(4, 2, 1))).as("numbers are missing").isEmpty();
        assertThat(CurveTag.read(formula(3, 0.5, 1, -2, 0, 0)))
                .as("a root of less than nothing")
                .isEmpty();
        byte[] endless = tag("curv", 0);
        endless[8] = 0x7F;
        assertThat(CurveTag.read(endless)).isEmpty();
        byte[] falling = tag("curv", 0xFFFF0000);
        falling[11] = 2;
        assertThat(CurveTag.read(falling)).isEmpty();
    }
}
