// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/*
 * 65,536 steps of light tell neighbouring numbers apart even where they are closest: the darkest ones of sRGB are 20
 * steps from each other.
 */
/** Turns the numbers of one colour into light and back, by tables. */
final class Light {
    private static final int STEPS = 1 << 16;
    private static final int NUMBERS = 256;
    private static final double MOST = NUMBERS - 1;

    private final float[] lights = new float[NUMBERS];
    private final byte[] numbers = new byte[STEPS];

    Light(TransferCurve curve) {
        for (int number = 0; number < NUMBERS; number++) {
            lights[number] = (float) curve.light(number / MOST);
        }
        int number = 0;
        for (int step = 0; step < STEPS; step++) {
            while (number < MOST && curve.light((number + 0.5) / MOST) * (STEPS - 1) <= step) {
                number++;
            }
            numbers[step] = (byte) number;
        }
    }

    /** Returns how much light a number from 0 to 255 means, from 0 to 1. */
    float of(int number) {
        return lights[number];
    }

    /** Returns the number for this much light; there is no less than none and no more than all. */
    int number(float light) {
        int step = (int) (light * (STEPS - 1) + 0.5f);
        return numbers[Math.max(0, Math.min(STEPS - 1, step))] & 0xFF;
    }
}
