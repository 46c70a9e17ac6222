// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.placeholder;

import dev.darkroom.codec.Pixels;

/** Writes a BlurHash, as described in <a href="https://github.com/woltapp/blurhash">Algorithm.md</a> of its authors. */
final class BlurHash {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private static final int BASE = 83;
    private static final int MOST_WAVES = 9;

    private final Pixels picture;
    private final float[] linear;

    private BlurHash(Pixels picture) {
        this.picture = picture;
        this.linear = linear(picture.toArray());
    }

    /** Describes an opaque picture by so many waves across and down. */
    static String of(Pixels picture, int across, int down) {
        if (across < 1 || across > MOST_WAVES || down < 1 || down > MOST_WAVES) {
            throw new IllegalArgumentException("1 to 9 waves, not " + across + " x " + down);
        }
        double[][] waves = new double[across * down][];
        BlurHash hash = new BlurHash(picture);
        for (int i = 0; i < waves.length; i++) {
            waves[i] = hash.wave(i % across, i / across);
        }
        return digits(across - 1 + (down - 1) * MOST_WAVES, 1) + text(waves);
    }

    private static float[] linear(int[] argb) {
        float[] light = new float[256];
        for (int i = 0; i < light.length; i++) {
            double value = i / 255.0;
            light[i] = (float) (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        float[] linear = new float[3 * argb.length];
        for (int i = 0; i < argb.length; i++) {
            linear[3 * i] = light[(argb[i] >> 16) & 0xFF];
            linear[3 * i + 1] = light[(argb[i] >> 8) & 0xFF];
            linear[3 * i + 2] = light[argb[i] & 0xFF];
        }
        return linear;
    }

    private double[] wave(int across, int down) {
        double[] sum = new double[3];
        int at = 0;
        double[] columns = cosines(across, picture.width());
        for (double row : cosines(down, picture.height())) {
            for (double column : columns) {
                sum[0] += row * column * linear[at++];
                sum[1] += row * column * linear[at++];
                sum[2] += row * column * linear[at++];
            }
        }
        double scale = (across == 0 && down == 0 ? 1.0 : 2.0) / (columns.length * (double) picture.height());
        return new double[] {sum[0] * scale, sum[1] * scale, sum[2] * scale};
    }

    private static double[] cosines(int wave, int length) {
        double[] cosines = new double[length];
        for (int i = 0; i < length; i++) {
            cosines[i] = Math.cos(Math.PI * wave * i / length);
        }
        return cosines;
    }

    private static String text(double[][] waves) {
        double highest = 0;
        for (int i = 1; i < waves.length; i++) {
            for (double value : waves[i]) {
                highest = Math.max(highest, Math.abs(value));
            }
        }
        int step = waves.length == 1 ? 0 : within((int) Math.floor(highest * 166 - 0.5), 82);
        StringBuilder text = new StringBuilder(digits(step, 1)).append(digits(mean(waves[0]), 4));
        for (int i = 1; i < waves.length; i++) {
            text.append(digits(wave(waves[i], (step + 1) / 166.0), 2));
        }
        return text.toString();
    }

    private static int mean(double[] rgb) {
        return (eightBits(rgb[0]) << 16) | (eightBits(rgb[1]) << 8) | eightBits(rgb[2]);
    }

    private static int eightBits(double linear) {
        double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return within((int) (value * 255 + 0.5), 255);
    }

    private static int wave(double[] rgb, double highest) {
        return (quantised(rgb[0] / highest) * 19 + quantised(rgb[1] / highest)) * 19 + quantised(rgb[2] / highest);
    }

    private static int quantised(double value) {
        return within((int) Math.floor(Math.signum(value) * Math.sqrt(Math.abs(value)) * 9 + 9.5), 18);
    }

    private static int within(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }

    private static String digits(int value, int length) {
        char[] digits = new char[length];
        int rest = value;
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt(rest % BASE);
            rest /= BASE;
        }
        return new String(digits);
    }
}
