// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariantTest {
    private static final Variant GRID = Variant.fit("grid", 640, 480);

    @Test
    void keepsAllThatWasSet() {
        Variant variant = GRID.formats(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.PNG)
                .quality(100)
                .enlarging()
                .background(0x102030);

        assertThat(variant.name()).isEqualTo("grid");
        assertThat(variant.width()).isEqualTo(640);
        assertThat(variant.height()).isEqualTo(480);
        assertThat(variant.fit()).isEqualTo(Variant.Fit.CONTAIN);
        assertThat(variant.formats()).containsExactly(ImageFormat.PNG, ImageFormat.JPEG);
        assertThat(variant.quality()).isEqualTo(100);
        assertThat(variant.wishes()).containsExactly(Variant.Wish.ENLARGING);
        assertThat(variant.background()).isEqualTo(0x102030);
    }

    @Test
    void wishesStayWhateverElseIsSaid() {
        Variant variant = GRID.enlarging()
                .smart()
                .keeping(new Focus(0.5, 0.2))
                .quality(50)
                .background(0)
                .png()
                .densities(2)
                .get(0);

        assertThat(variant.wants(Variant.Wish.ENLARGING)).isTrue();
        assertThat(variant.width()).isEqualTo(1280);
        assertThat(variant.enlarging()).isEqualTo(variant);
    }

    @Test
    void aSquareIsFilled() {
        assertThat(Variant.square("thumbnail", 200)).isEqualTo(Variant.cover("thumbnail", 200, 200));
        assertThat(Variant.square("thumbnail", 200).png().jpeg()).isEqualTo(Variant.square("thumbnail", 200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Grid", "a b", "../up", "-a"})
    void hasANameFitForAFile(String name) {
        assertRefused(() -> Variant.square(name, 200), "'" + name + "'");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "16385, 1", "1, 16385"})
    void hasSidesWithinBounds(int width, int height) {
        assertRefused(() -> Variant.fit("grid", width, height), width + " x " + height);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(() -> GRID.quality(0), "not 0");
        assertRefused(() -> GRID.quality(101), "not 101");
        assertRefused(() -> GRID.background(0xFF000000), "alpha");
        assertRefused(() -> GRID.background(0x1000000), "alpha");
        assertRefused(() -> GRID.formats(new ImageFormat[0]), "'grid' needs at least one format");
    }

    private static void assertRefused(Runnable call, String named) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
