// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.placeholder;

/** Reads a BlurHash, written from its description and not from our writer. */
final class BlurHashReader {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private BlurHashReader() {}

    static int[] read(String hash, int width, int height) {
        int size = number(hash, 0, 1);
        int across = size % 9 + 1;
        int down = size / 9 + 1;
        double most = (number(hash, 1, 2) + 1) / 166.0;
        int[] pixels = new int[width * height];
        for (int i = 0; i < pixels.length; i++) {
            double[] sum = new double[3];
            for (int wave = 0; wave < across * down; wave++) {
                double factor = cosine(i % width, width, wave % across) * cosine(i / width, height, wave / across);
                double[] rgb =
                        wave == 0 ? mean(number(hash, 2, 6)) : wave(number(hash, 4 + 2 * wave, 6 + 2 * wave), most);
                for (int channel = 0; channel < 3; channel++) {
                    sum[channel] += factor * rgb[channel];
                }
            }
            pixels[i] = screen(sum[0]) << 16 | screen(sum[1]) << 8 | screen(sum[2]);
        }
        return pixels;
    }

    private static double cosine(int at, int length, int wave) {
        return Math.cos(Math.PI * at / length * wave);
    }

    private static int number(String hash, int from, int to) {
        int number = 0;
        for (char digit : hash.substring(from, to).toCharArray()) {
            number = number * 83 + DIGITS.indexOf(digit);
        }
        return number;
    }

    private static double[] mean(int rgb) {
        return new double[] {linear(rgb >> 16), linear(rgb >> 8 & 0xFF), linear(rgb & 0xFF)};
    }

    private static double[] wave(int value, double most) {
        return new double[] {part(value / 361, most), part(value / 19 % 19, most), part(value % 19, most)};
    }

    private static double part(int step, double most) {
        double value = (step - 9) / 9.0;
        return Math.signum(value) * value * value * most;
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static int screen(double linear) {
        double v = Math.max(0, Math.min(1, linear));
        return (int) Math.round(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * Math.pow(v, 1 / 2.4) - 0.055));
    }
}
