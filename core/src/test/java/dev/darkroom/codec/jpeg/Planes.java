// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntBinaryOperator;

/** The planes of a picture for tests, luma first, and how well others resemble them. */
@SuppressWarnings("ArrayRecordComponent") // its equality is not asked for
record Planes(int width, int height, Subsampling chroma, byte[][] samples) {

    /** Soft shades, edges and a little noise: about as hard to compress as a photograph. */
    static Planes scene(int width, int height, Subsampling chroma) {
        var random = new Random(11);
        return of(width, height, chroma, plane -> (x, y) -> {
            double shade = 60 * Math.sin(x / (23.0 + plane)) * Math.cos(y / 31.0) + 30 * Math.sin((x + y) / 5.0);
            double edge = (x / 40 + y / 56) % 3 == 0 ? 40 : 0;
            return (int) (128 + (shade + edge + random.nextGaussian() * 6) / (plane == 0 ? 1 : 2));
        });
    }

    static Planes noise(int width, int height, Subsampling chroma) {
        var random = new Random(12);
        return of(width, height, chroma, plane -> (x, y) -> random.nextInt(256));
    }

    /** Black and white, sample by sample: nothing asks more of the highest frequencies. */
    static Planes chequers(int width, int height, Subsampling chroma) {
        return of(width, height, chroma, plane -> (x, y) -> (x + y) % 2 * 255);
    }

    /** Blocks that are black and white by turns: nothing asks more of the first coefficients. */
    static Planes tiles(int width, int height, Subsampling chroma) {
        return of(width, height, chroma, plane -> (x, y) -> x / 8 % 2 * 255);
    }

    static Planes black(int width, int height, Subsampling chroma) {
        return of(width, height, chroma, plane -> (x, y) -> plane == 0 ? 0 : 128);
    }

    private interface Painter {
        IntBinaryOperator plane(int plane);
    }

    private static Planes of(int width, int height, Subsampling chroma, Painter painter) {
        byte[][] samples = new byte[chroma.planes()][];
        for (int plane = 0; plane < samples.length; plane++) {
            int w = chroma.side(plane, width);
            int h = chroma.side(plane, height);
            samples[plane] = new byte[w * h];
            for (int i = 0; i < w * h; i++) {
                int sample = painter.plane(plane).applyAsInt(i % w, i / w);
                samples[plane][i] = (byte) Math.max(0, Math.min(255, sample));
            }
        }
        return new Planes(width, height, chroma, samples);
    }

    byte[] jpeg(int quality, boolean progressive) throws IOException {
        var encoder = new JpegEncoder(width, height, chroma, quality, progressive);
        for (int plane = 0; plane < samples.length; plane++) {
            int w = encoder.planeWidth(plane);
            encoder.rows(plane, samples[plane], 0, w, encoder.planeHeight(plane));
        }
        return encoder.finish();
    }

    /** Returns the peak signal-to-noise ratio of a plane, in decibels; all is well above 90. */
    double resemblance(int plane, byte[] other) {
        double squares = 1e-9;
        for (int i = 0; i < other.length; i++) {
            double difference = (samples[plane][i] & 0xff) - (other[i] & 0xff);
            squares += difference * difference;
        }
        return 10 * Math.log10(255.0 * 255.0 * other.length / squares);
    }

    @Override
    public String toString() {
        return width + "x" + height + " " + chroma + " " + Arrays.hashCode(samples[0]);
    }
}
