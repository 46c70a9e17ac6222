// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.placeholder;

import dev.darkroom.codec.Pixels;
import java.util.ArrayList;
import java.util.List;

/** Writes a ThumbHash, as its author's <a href="https://github.com/evanw/thumbhash">programs</a> do. */
final class ThumbHash {
    private static final int HEADER_WITH_ALPHA = 6;

    private final int width;
    private final int height;
    private final boolean alpha;
    private final double[][] lpqa;

    private ThumbHash(Pixels picture) {
        this.width = picture.width();
        this.height = picture.height();
        double[] mean = mean(picture);
        this.alpha = mean[3] < (double) width * height;
        this.lpqa = lpqa(picture.toArray(), mean);
    }

    /** Describes a picture of at most 100 pixels a side. */
    static byte[] of(Pixels picture) {
        return new ThumbHash(picture).bytes();
    }

    /** Returns the mean of what can be seen, and the sum of alpha. */
    private static double[] mean(Pixels picture) {
        double[] mean = new double[4];
        for (int argb : picture.toArray()) {
            double opacity = (argb >>> 24) / 255.0;
            mean[0] += opacity / 255 * ((argb >> 16) & 0xFF);
            mean[1] += opacity / 255 * ((argb >> 8) & 0xFF);
            mean[2] += opacity / 255 * (argb & 0xFF);
            mean[3] += opacity;
        }
        for (int i = 0; i < 3 && mean[3] > 0; i++) {
            mean[i] /= mean[3];
        }
        return mean;
    }

    /** Splits into light, yellow to blue, red to green, and alpha, with the mean where nothing can be seen. */
    private static double[][] lpqa(int[] argb, double[] mean) {
        double[][] lpqa = new double[4][argb.length];
        for (int i = 0; i < argb.length; i++) {
            double opacity = (argb[i] >>> 24) / 255.0;
            double red = mean[0] * (1 - opacity) + opacity / 255 * ((argb[i] >> 16) & 0xFF);
            double green = mean[1] * (1 - opacity) + opacity / 255 * ((argb[i] >> 8) & 0xFF);
            double blue = mean[2] * (1 - opacity) + opacity / 255 * (argb[i] & 0xFF);
            lpqa[0][i] = (red + green + blue) / 3;
            lpqa[1][i] = (red + green) / 2 - blue;
            lpqa[2][i] = red - green;
            lpqa[3][i] = opacity;
        }
        return lpqa;
    }

    private byte[] bytes() {
        int most = alpha ? 5 : 7;
        int across = waves(most, width);
        int down = waves(most, height);
        Channel light = channel(0, Math.max(3, across), Math.max(3, down));
        Channel yellow = channel(1, 3, 3);
        Channel red = channel(2, 3, 3);
        List<Channel> channels = new ArrayList<>(List.of(light, yellow, red));
        boolean wide = width > height;
        int first = bits(63, light.mean)
                | bits(31.5, 1 + yellow.mean) << 6
                | bits(31.5, 1 + red.mean) << 12
                | bits(31, light.scale) << 18
                | (alpha ? 1 : 0) << 23;
        int second =
                (wide ? down : across) | bits(63, yellow.scale) << 3 | bits(63, red.scale) << 9 | (wide ? 1 : 0) << 15;
        int third = 0;
        if (alpha) {
            Channel opacity = channel(3, 5, 5);
            channels.add(opacity);
            third = bits(15, opacity.mean) | bits(15, opacity.scale) << 4;
        }
        return joined(new int[] {first, first >> 8, first >> 16, second, second >> 8, third}, channels);
    }

    private int waves(int most, int length) {
        return (int) Math.max(1, Math.round(most * length / (double) Math.max(width, height)));
    }

    private static int bits(double most, double value) {
        return (int) Math.round(most * value);
    }

    private byte[] joined(int[] header, List<Channel> channels) {
        int start = alpha ? HEADER_WITH_ALPHA : HEADER_WITH_ALPHA - 1;
        int count = channels.stream().mapToInt(channel -> channel.waves.size()).sum();
        byte[] bytes = new byte[start + (count + 1) / 2];
        for (int i = 0; i < start; i++) {
            bytes[i] = (byte) header[i];
        }
        int at = 0;
        for (Channel channel : channels) {
            for (double wave : channel.waves) {
                int nibble = channel.scale == 0 ? 0 : bits(15, 0.5 + 0.5 / channel.scale * wave);
                bytes[start + at / 2] |= (byte) (nibble << (4 * (at % 2)));
                at++;
            }
        }
        return bytes;
    }

    private Channel channel(int number, int across, int down) {
        Channel channel = new Channel();
        for (int y = 0; y < down; y++) {
            for (int x = 0; x * down < across * (down - y); x++) {
                channel.add(x, y, wave(lpqa[number], x, y));
            }
        }
        return channel;
    }

    private double wave(double[] values, int across, int down) {
        double[] columns = cosines(across, width);
        double sum = 0;
        int at = 0;
        for (double row : cosines(down, height)) {
            for (double column : columns) {
                sum += values[at++] * column * row;
            }
        }
        return sum / (width * height);
    }

    private static double[] cosines(int wave, int length) {
        double[] cosines = new double[length];
        for (int i = 0; i < length; i++) {
            cosines[i] = Math.cos(Math.PI / length * wave * (i + 0.5));
        }
        return cosines;
    }

    /** One of the four parts: its mean, its other waves in order, and the highest of them. */
    private static final class Channel {
        private final List<Double> waves = new ArrayList<>();
        private double mean;
        private double scale;

        void add(int across, int down, double wave) {
            if (across == 0 && down == 0) {
                mean = wave;
            } else {
                waves.add(wave);
                scale = Math.max(scale, Math.abs(wave));
            }
        }
    }
}
