// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.openai.Question.Detail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures are those of the guide "Images and vision", and what people measured. */
class PictureTokensTest {
    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 1024, 1024, HIGH, 765",
        "gpt-4o, 2048, 4096, HIGH, 1105",
        "gpt-4o-2024-08-06, 1024, 1024, HIGH, 765",
        "gpt-4.1, 4096, 8192, LOW, 85",
        "gpt-4o-mini, 1024, 1024, HIGH, 25501",
        "gpt-4o-mini, 2048, 4096, HIGH, 36835",
        "gpt-5, 1024, 1024, HIGH, 630",
        "gpt-5-chat, 2048, 4096, HIGH, 910",
        "o1-pro, 1024, 1024, HIGH, 675",
        "o3, 2048, 4096, HIGH, 975"
    })
    void olderModelsCountTiles(String model, int width, int height, Detail detail, long tokens) {
        assertThat(PictureTokens.of(model).orElseThrow().count(width, height, detail))
                .isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-6-luna, 512, 512, ORIGINAL, 308",
        "gpt-6-luna, 1024, 1024, ORIGINAL, 1229",
        "gpt-6.1-sol, 1920, 1080, ORIGINAL, 2448",
        "gpt-6-sol, 3840, 2160, ORIGINAL, 9792",
        "gpt-5.6-terra, 4032, 3024, ORIGINAL, 14364",
        "gpt-6-luna, 4032, 3024, HIGH, 2942",
        "gpt-5.4, 4032, 3024, HIGH, 2942",
        "gpt-6-luna, 1920, 1080, HIGH, 2448",
        "gpt-6-luna, 3840, 2160, HIGH, 2765",
        "gpt-5.4-mini, 1024, 1024, HIGH, 1659",
        "gpt-5-mini, 1800, 2400, HIGH, 2353",
        "gpt-5-nano, 1024, 1024, HIGH, 2520",
        "o4-mini, 1024, 1024, HIGH, 1762"
    })
    void newerModelsCountPatches(String model, int width, int height, Detail detail, long tokens) {
        assertThat(PictureTokens.of(model).orElseThrow().count(width, height, detail))
                .isEqualTo(tokens);
    }

    @Test
    void neverCountsMorePatchesThanThereCanBe() {
        PictureTokens counting = new PictureTokens.Patches(100, 1_536, 2_048, 1_536, 2_048);
        for (int width = 1; width < 9_000; width += 37) {
            assertThat(counting.count(width, 3_000, Detail.HIGH))
                    .as("width %d", width)
                    .isBetween(1L, 1_536L);
        }
    }

    @Test
    void ofAModelThatNobodyKnowsNothingIsKnown() {
        assertThat(PictureTokens.of("llava")).isEmpty();
        assertThat(PictureTokens.of("gpt-5.1")).isEmpty();
    }
}
