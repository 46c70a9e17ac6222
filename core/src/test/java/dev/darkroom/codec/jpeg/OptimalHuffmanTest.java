// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OptimalHuffmanTest {
    private final int[] counts = new int[256];

    @Test
    void aLoneSymbolHasOneBitAndItIsZero() {
        counts[0x53] = 9;

        var code = OptimalHuffman.of(counts);

        assertThat(code.size(0x53)).isEqualTo(1);
        assertThat(code.code(0x53)).isZero();
        assertThat(code.size(0x52)).isZero();
    }

    @Test
    void frequentSymbolsHaveShorterCodesThanRareOnes() {
        counts[1] = 50;
        counts[2] = 25;
        counts[3] = 12;
        counts[4] = 6;

        var code = OptimalHuffman.of(counts);

        assertThat(new int[] {code.size(1), code.size(2), code.size(3), code.size(4)})
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void codesAreWithinAPercentOfTheEntropyWhereSymbolsAreMany() {
        var random = new Random(3);
        Arrays.setAll(counts, symbol -> 1000 + random.nextInt(9000));

        var code = OptimalHuffman.of(counts);

        assertThat(bits(code)).isLessThan(entropy() * 1.01);
        assertSound(code);
    }

    @Test
    void noCodeIsLongerThanSixteenBitsThoughSomeWouldBe() {
        int a = 1;
        int b = 1;
        for (int symbol = 0; symbol < 40; symbol++) {
            counts[symbol] = a;
            b += a;
            a = b - a;
        }

        assertSound(OptimalHuffman.of(counts));
    }

    @Test
    void anyCountsMakeASoundCode() {
        var random = new Random(4);
        for (int round = 0; round < 500; round++) {
            int steepness = random.nextInt(30);
            Arrays.setAll(
                    counts, symbol -> random.nextBoolean() ? 0 : random.nextInt(1 << random.nextInt(steepness + 1)));
            counts[7]++;

            assertSound(OptimalHuffman.of(counts));
        }
    }

    @Test
    void theTableListsSymbolsInTheOrderOfTheirCodes() {
        counts[10] = 1;
        counts[20] = 100;
        counts[30] = 10;

        byte[] table = OptimalHuffman.of(counts).table();

        assertThat(Arrays.copyOf(table, 4)).containsExactly(1, 1, 1, 0);
        assertThat(Arrays.copyOfRange(table, 16, table.length)).containsExactly(20, 30, 10);
    }

    private void assertSound(HuffmanCode code) {
        double taken = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            int size = code.size(symbol);
            assertThat(size > 0).isEqualTo(counts[symbol] > 0);
            if (size > 0) {
                assertThat(size).isLessThanOrEqualTo(16);
                assertThat(code.code(symbol)).isBetween(0, (1 << size) - 2);
                taken += Math.pow(2, -size);
            }
        }
        assertThat(taken).isLessThan(1);
    }

    private double bits(HuffmanCode code) {
        double bits = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            bits += (double) counts[symbol] * code.size(symbol);
        }
        return bits;
    }

    private double entropy() {
        double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts)
                .mapToDouble(count -> -count * Math.log(count / all) / Math.log(2))
                .sum();
    }
}
