// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the colours of one picture are, for all that is made of it and all of its frames. */
final class PictureColours {
    private final @Nullable ToSrgb toSrgb;
    private List<Light> lights = List.of();

    /** Takes what brings them to sRGB, or null if they are there. */
    PictureColours(@Nullable ToSrgb toSrgb) {
        this.toSrgb = toSrgb;
    }

    @Nullable
    ToSrgb toSrgb() {
        return toSrgb;
    }

    /** Returns what can be kept instead of sRGB. */
    Optional<OwnColours> own() {
        return toSrgb == null ? Optional.empty() : toSrgb.own();
    }

    /** Returns the light that the numbers of red, green and blue mean; equal curves share their tables. */
    List<Light> lights() {
        if (lights.isEmpty()) {
            List<TransferCurve> curves = own().map(OwnColours::curves)
                    .orElse(List.of(TransferCurve.SRGB, TransferCurve.SRGB, TransferCurve.SRGB));
            Map<TransferCurve, Light> made =
                    curves.stream().distinct().collect(Collectors.toMap(Function.identity(), Light::new));
            lights = curves.stream().map(made::get).toList();
        }
        return lights;
    }
}
