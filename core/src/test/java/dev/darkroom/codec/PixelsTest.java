// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PixelsTest {
    private static final int RED = 0xFFFF0000;
    private static final int BLUE = 0xFF0000FF;

    @Test
    void sidesWhoseProductOverflowsFitNoPixels() {
        assertThatThrownBy(() -> new Pixels(65_536, 65_536, new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("65536 x 65536 pixels don't fit 0 values");
    }

    @Test
    void eachPixelIsTheMeanOfWhatItCovers() {
        Pixels three = new Pixels(3, 1, new int[] {0xFF000000, 0xFF606060, 0xFFC0C0C0});

        assertThat(three.scaledTo(1, 1).at(0, 0)).isEqualTo(0xFF606060);
        assertThat(three.scaledTo(2, 1).toArray()).containsExactly(0xFF202020, 0xFFA0A0A0);
        assertThat(three.scaledTo(6, 2).toArray()).startsWith(0xFF000000, 0xFF000000, 0xFF606060);
    }

    @Test
    void whatCannotBeSeenDoesNotShow() {
        Pixels pixels = new Pixels(2, 1, new int[] {RED, 0x000000FF});

        assertThat(pixels.scaledTo(1, 1).at(0, 0)).isEqualTo(0x80FF0000);
        assertThat(pixels.over(0x0000FF).toArray()).containsExactly(RED, BLUE);
    }

    @Test
    void theLongestSideIsLimitedAndProportionsStay() {
        Pixels wide = new Pixels(300, 3, new int[900]);

        assertThat(wide.atMost(300)).isSameAs(wide);
        assertThat(wide.atMost(30).width()).isEqualTo(30);
        assertThat(wide.atMost(30).height()).isEqualTo(1);
    }

    @Test
    void aPngHasAllOfIt() throws IOException {
        Pixels pixels = new Pixels(2, 1, new int[] {RED, 0x4000FF00});

        BufferedImage read = Pictures.decoded(pixels.png());

        assertThat(read.getRGB(0, 0)).isEqualTo(RED);
        assertThat(read.getRGB(1, 0)).isEqualTo(0x4000FF00);
    }
}
