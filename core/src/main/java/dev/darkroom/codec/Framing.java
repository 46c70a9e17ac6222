// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.Focus;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which part of a picture each output shows. */
final class Framing {
    /** How large a picture needs to be to see what draws the eye. */
    private static final int LOOK = 96;

    private final ImageInfo info;
    private final RenderRequest request;
    private final @Nullable Pixels seen;

    private Framing(ImageInfo info, RenderRequest request, @Nullable Pixels seen) {
        this.info = info;
        this.request = request;
        this.seen = seen;
    }

    /** Makes a small copy of the picture. */
    interface Look {
        Pixels at(int side) throws IOException;
    }

    /** Looks at the picture first if it is asked for what draws the eye, and nobody has said what that is. */
    static Framing of(ImageInfo info, RenderRequest request, Look look) throws IOException {
        boolean looks = request.focus().isEmpty()
                && request.variants().stream().anyMatch(variant -> variant.fit() == Variant.Fit.SMART);
        return new Framing(info, request, looks ? look.at(LOOK) : null);
    }

    ImageInfo info() {
        return info;
    }

    RenderRequest request() {
        return request;
    }

    Window of(Variant variant) {
        return switch (variant.fit()) {
            case CONTAIN, PAD -> contain(variant.width(), variant.height(), variant.wants(Variant.Wish.ENLARGING));
            case COVER -> cover(variant, variant.focus());
            case SMART -> cover(variant, request.focus().orElse(variant.focus()));
        };
    }

    private Window cover(Variant variant, Focus focus) {
        int width = info.width();
        int height = info.height();
        Pixels picture = variant.fit() == Variant.Fit.SMART ? seen : null;
        return Window.cover(
                width,
                height,
                variant,
                aspect -> picture == null ? focus.cut(width, height, aspect) : SmartCrop.cut(picture, aspect));
    }

    /** The whole picture with its longest side at most as long as the sample's, if one is asked for. */
    Optional<Window> sample() {
        int side = request.sample();
        return side == 0 ? Optional.empty() : Optional.of(contain(side, side, false));
    }

    private Window contain(int boxWidth, int boxHeight, boolean enlarge) {
        return Window.contain(info.width(), info.height(), boxWidth, boxHeight, enlarge);
    }

    /** Returns by how much the picture can be reduced before it passes; nothing does that in light. */
    Reducible reducible() {
        boolean lit = request.variants().stream().anyMatch(variant -> variant.wants(Variant.Wish.IN_LINEAR_LIGHT));
        return lit ? Reducible.NOT : Development.reducible(all());
    }

    /** Returns the windows of all outputs. */
    List<Window> all() {
        List<Window> windows = new ArrayList<>();
        request.variants().forEach(variant -> windows.add(of(variant)));
        sample().ifPresent(windows::add);
        return windows;
    }
}
