// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The looks that are asked for of one picture before it passes: each once, however many files share it. */
final class Looks {
    private final Development development;
    private final @Nullable ToSrgb toSrgb;
    private final Map<Look, CanvasOutput> outputs = new HashMap<>();
    private List<Light> lights = List.of();

    Looks(Development development, @Nullable ToSrgb toSrgb) {
        this.development = development;
        this.toSrgb = toSrgb;
    }

    /**
     * What a picture without its file format is like.
     *
     * @param window which part of it is seen, and how large
     * @param lit whether it is scaled in light
     * @param ownColours whether its colours stay those of its profile
     */
    record Look(Window window, boolean lit, boolean ownColours) {}

    Development development() {
        return development;
    }

    CanvasOutput of(Look look) {
        return outputs.computeIfAbsent(look, any -> {
            ToSrgb change = look.ownColours ? null : toSrgb;
            return look.lit
                    ? CanvasOutput.lit(development, look.window, change, lights())
                    : CanvasOutput.of(development, look.window, change);
        });
    }

    private List<Light> lights() {
        if (lights.isEmpty()) {
            Optional<OwnColours> own = toSrgb == null ? Optional.empty() : toSrgb.own();
            List<TransferCurve> curves = own.map(OwnColours::curves)
                    .orElse(List.of(TransferCurve.SRGB, TransferCurve.SRGB, TransferCurve.SRGB));
            lights = curves.stream().map(Light::new).toList();
        }
        return lights;
    }
}
