// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.Pictures;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProfilesTest {

    private static String sizes(List<Variant> variants, int width, int height) throws IOException {
        ImageContent picture = ImageContent.of(Pictures.encoded(Pictures.quarters(width, height), "jpg"));
        Rendered rendered = ImageEngine.standard().render(picture, RenderRequest.variants(variants));
        return rendered.images().stream()
                .map(image -> image.variant().name() + " " + image.width() + "x" + image.height())
                .collect(Collectors.joining(", "));
    }

    @Test
    void aSiteGetsItsSizesAndTheHeaderIsExact() throws IOException {
        assertThat(sizes(Profiles.site(), 3_000, 2_000))
                .isEqualTo("thumbnail 300x300, small 640x427, grid 500x500, detail 1200x800, header 1920x640, zoom"
                        + " 2560x1707");
        assertThat(sizes(Profiles.site(), 400, 600))
                .isEqualTo(
                        "thumbnail 300x300, small 400x600, grid 400x400, detail 400x600, header 1920x640, zoom 400x600");
    }

    @Test
    void aGalleryGetsThreeSizes() throws IOException {
        assertThat(sizes(Profiles.gallery(), 3_000, 2_000)).isEqualTo("thumb 200x200, medium 800x533, large 1600x1067");
    }

    @Test
    void aStepNeedsVariantsOfDifferentNames() {
        assertThatThrownBy(() -> Variants.of(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Variants.of(Variant.square("a", 1), Variant.fit("a", 2, 2)))
                .hasMessageContaining("two variants named 'a'");
    }
}
