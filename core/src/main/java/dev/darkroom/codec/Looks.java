// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.HashMap;
import java.util.Map;

/** The looks that are asked for of one picture before it passes: each once, however many files share it. */
final class Looks {
    private final Development development;
    private final PictureColours colours;
    private final Map<Look, CanvasOutput> outputs = new HashMap<>();

    Looks(Development development, PictureColours colours) {
        this.development = development;
        this.colours = colours;
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
            ToSrgb change = look.ownColours ? null : colours.toSrgb();
            return look.lit
                    ? CanvasOutput.lit(development, look.window, change, colours.lights())
                    : CanvasOutput.of(development, look.window, change);
        });
    }
}
