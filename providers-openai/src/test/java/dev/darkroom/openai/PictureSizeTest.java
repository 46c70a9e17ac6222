// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.openai.Drawing.Quality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureSizeTest {
    @ParameterizedTest
    @CsvSource({
        "1024, 1024, LOW, 196",
        "1024, 1024, MEDIUM, 1756",
        "1024, 1024, HIGH, 7024",
        "1536, 1024, LOW, 158",
        "1024, 1536, MEDIUM, 1372",
        "1536, 1024, HIGH, 5488",
        "3840, 2160, HIGH, 13342"
    })
    void countsWhatIsPublished(int width, int height, Quality quality, long tokens) {
        assertThat(new PictureSize(width, height).tokens("gpt-image-2", quality))
                .contains(tokens);
    }

    @Test
    void ofOtherModelsNothingIsKnown() {
        assertThat(new PictureSize(1_024, 1_024).tokens("gpt-image-2.5-flare", Quality.LOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "1000, 1000", "3856, 1600", "3072, 1008", "4096, 4096", "0, 1024", "2176, 3840"})
    void aSizeThatCantBeDrawnIsRefusedWhenTheStepIsMade(int width, int height) {
        assertThatThrownBy(() -> Drawing.of("a cat").size(width, height).checked())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(width + "x" + height);
    }

    @Test
    void olderModelsDrawThreeSizes() {
        Drawing old = Drawing.of("a cat").model("gpt-image-1.5");

        assertThat(old.size(1_536, 1_024).checked().size()).hasToString("1536x1024");
        assertThatThrownBy(() -> old.size(2_048, 1_024).checked()).hasMessageContaining("gpt-image-1.5");
    }
}
