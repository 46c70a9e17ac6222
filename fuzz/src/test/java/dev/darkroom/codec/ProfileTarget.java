// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.fuzz.Target;
import java.util.Arrays;

/** Colour profiles: one that makes no sense is left aside, and one that is accepted can be used. */
public final class ProfileTarget implements Target {
    private static final int WIDTH = 16;

    @Override
    public void read(byte[] input) {
        ColourProfile.of(input, 1).ifPresent(ProfileTarget::use);
        ColourProfile.of(input, 3).ifPresent(ProfileTarget::use);
        InkProfile.of(input).ifPresent(ProfileTarget::use);
    }

    private static void use(ColourProfile profile) {
        Canvas canvas = new Canvas(WIDTH, 2, true);
        int[] colours = new int[2 * WIDTH];
        Arrays.setAll(colours, i -> 0xFF000000 | i * 0x080706);
        canvas.set(colours);
        profile.apply(canvas);
    }

    private static void use(InkProfile profile) {
        byte[] inks = new byte[4 * WIDTH];
        for (int i = 0; i < inks.length; i++) {
            inks[i] = (byte) (i * 37);
        }
        profile.toSrgb(inks, new int[WIDTH], WIDTH);
    }
}
