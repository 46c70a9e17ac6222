// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.fuzz.Target;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Colour profiles: one that makes no sense is left aside, and one that is accepted can be used. */
public final class ProfileTarget implements Target {
    private static final int WIDTH = 16;

    @Override
    public void read(byte[] input) throws IOException {
        use(ColourProfile.of(input, 1));
        use(ColourProfile.of(input, 3));
        InkProfile.of(input).ifPresent(ProfileTarget::use);
    }

    private static void use(Optional<ToSrgb> profile) throws IOException {
        Canvas canvas = new Canvas(WIDTH, 2, true);
        int[] colours = new int[2 * WIDTH];
        Arrays.setAll(colours, i -> 0xFF000000 | i * 0x080706);
        canvas.set(colours);
        if (profile.isPresent()) {
            profile.get().apply(canvas);
        }
    }

    private static void use(InkProfile profile) {
        byte[] inks = new byte[4 * WIDTH];
        for (int i = 0; i < inks.length; i++) {
            inks[i] = (byte) (i * 37);
        }
        profile.toSrgb(inks, new int[WIDTH], WIDTH);
    }
}
