// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.Focus;
import dev.darkroom.image.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is wanted from one picture.
 *
 * @param variants the variants to encode
 * @param sample the longest side, in pixels, of the small copy that readings such as a palette work on; 0 for none
 * @param focus what {@linkplain Variant#smart smart} variants keep in view; by themselves they look for it
 */
public record RenderRequest(List<Variant> variants, int sample, Optional<Focus> focus) {

    /** Checks and copies. */
    public RenderRequest {
        variants = List.copyOf(variants);
        if (sample < 0) {
            throw new IllegalArgumentException("a sample's side is 0 (none) or more, not " + sample);
        }
    }

    /** Asks for nothing. */
    public static RenderRequest nothing() {
        return new RenderRequest(List.of(), 0, Optional.empty());
    }

    /** Asks for encoded variants. */
    public static RenderRequest variants(List<Variant> variants) {
        return new RenderRequest(variants, 0, Optional.empty());
    }

    /** Asks for a small copy in memory whose longest side is at most this many pixels. */
    public static RenderRequest sample(int side) {
        return new RenderRequest(List.of(), side, Optional.empty());
    }

    /** Asks for the same, with smart variants that keep this point in view. */
    public RenderRequest focusedOn(Focus point) {
        return new RenderRequest(variants, sample, Optional.of(point));
    }

    /** Asks for what either asks for, each variant once. */
    public RenderRequest and(RenderRequest other) {
        Set<Variant> all = new LinkedHashSet<>(variants);
        all.addAll(other.variants);
        return new RenderRequest(new ArrayList<>(all), Math.max(sample, other.sample), focus.or(other::focus));
    }

    /** Whether anything is asked for. */
    public boolean isEmpty() {
        return variants.isEmpty() && sample == 0;
    }
}
