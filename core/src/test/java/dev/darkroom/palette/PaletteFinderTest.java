// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.palette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.codec.Pixels;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaletteFinderTest {
    private static final int BLUE = 0xFF1E3A8A;
    private static final int SAND = 0xFFE9D8A6;
    private static final int CORAL = 0xFFEE6C4D;

    @Test
    void flatColoursComeBackExactlyWithTheirShares() {
        Palette.Colours found = PaletteFinder.find(stripes(0), 3);

        assertThat(found.colours()).extracting(Palette.Colour::hex).containsExactly("#1e3a8a", "#e9d8a6", "#ee6c4d");
        assertThat(found.colours()).extracting(Palette.Colour::share).containsExactly(0.5, 0.3, 0.2);
    }

    @Test
    void aPictureWithFewerColoursThanAskedForGivesFewer() {
        assertThat(PaletteFinder.find(stripes(0), 8).colours()).hasSize(3);
    }

    @Test
    void aLittleNoiseMakesNoNewColours() {
        Palette.Colours found = PaletteFinder.find(stripes(3), 5);

        assertThat(found.colours()).hasSize(3);
        assertThat(found.colours().get(0).share()).isCloseTo(0.5, within(0.001));
    }

    @Test
    void sharesAddUpToOneAndFall() {
        int[] noise = new Random(4).ints(64 * 64).map(c -> c | 0xFF000000).toArray();

        Palette.Colours found = PaletteFinder.find(new Pixels(64, 64, noise), 6);

        assertThat(found.colours()).hasSize(6);
        assertThat(found.colours().stream().mapToDouble(Palette.Colour::share).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(found.colours())
                .extracting(Palette.Colour::share)
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(PaletteFinder.find(new Pixels(64, 64, noise), 6)).isEqualTo(found);
    }

    @Test
    void transparentPixelsDoNotCount() {
        int[] pixels = new int[100];
        pixels[7] = CORAL;

        assertThat(PaletteFinder.find(new Pixels(10, 10, pixels), 5).colours())
                .containsExactly(new Palette.Colour("#ee6c4d", 1));
        assertThat(PaletteFinder.find(new Pixels(1, 1, new int[1]), 5).colours())
                .isEmpty();
    }

    @Test
    void oddNumbersAndColoursAreRefused() {
        assertThatThrownBy(() -> PaletteFinder.find(stripes(0), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Palette.Colour("#FFFFFF", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Palette.Colour("#ffffff", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Half blue, 3 tenths sand, 2 tenths coral, each channel off by at most so much. */
    private static Pixels stripes(int noise) {
        Random random = new Random(9);
        int[] pixels = new int[100 * 100];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / 1000;
            int colour = row < 5 ? BLUE : row < 8 ? SAND : CORAL;
            int off = random.nextInt(noise + 1);
            pixels[i] = colour + off * 0x010001 - off * 0x000100;
        }
        return new Pixels(100, 100, pixels);
    }
}
