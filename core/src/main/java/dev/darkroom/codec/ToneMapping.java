// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.Interruption;
import java.io.InterruptedIOException;
import java.util.function.DoubleUnaryOperator;

/*
 * White paper has 203 cd/m² in such pictures, by ITU-R BT.2408, and they go up to 1,000 or more; what is brighter than paper
 * has to fit below the white of the screen. So paper takes half of the screen's light, as everything darker does, and from
 * there a bow leads to the peak. The brightest channel decides, and the others go along, which keeps the hue. Browsers do it
 * with the same curve, so that a picture looks here as it does there.
 */
/** Makes pictures of high dynamic range fit for a screen in sRGB. */
final class ToneMapping implements ToSrgb {
    private static final double PAPER = 203;
    private static final double PEAK = 1_000;
    private static final double BRIGHTEST = PEAK / PAPER;
    private static final double PAPER_SHARE = 0.5;
    /** The bow's middle point lies so far along the line through black and paper, between paper and the top. */
    private static final double BOW = 0.65;

    private static final double BOW_X = 1 + BOW * (1 / PAPER_SHARE - 1);
    private static final double BOW_Y = PAPER_SHARE * BOW_X;
    private static final double PQ_MOST = 10_000;
    private static final double HLG_GAMMA = 1.2;
    private static final double[] BT2020_LUMA = {0.2627, 0.6780, 0.0593};
    private static final int LEVELS = 256;
    private static final int STEPS = 1 << 13;

    private final double[] light = new double[LEVELS];
    private final byte[] numbers = new byte[STEPS + 1];
    private final double[][] toWide;
    private final double[][] toNarrow;
    private final double gamma;

    private ToneMapping(Primaries primaries, DoubleUnaryOperator curve, double gamma) {
        this.toWide = Matrix.times(Matrix.inverse(Primaries.BT2020.toD50()), primaries.toD50());
        this.toNarrow = Matrix.times(Matrix.inverse(Primaries.SRGB.toD50()), Primaries.BT2020.toD50());
        this.gamma = gamma;
        for (int level = 0; level < LEVELS; level++) {
            light[level] = curve.applyAsDouble(level / (LEVELS - 1.0));
        }
        for (int step = 0; step <= STEPS; step++) {
            numbers[step] = (byte) Math.round(255 * srgb((double) step / STEPS));
        }
    }

    /** Returns it for numbers that stand for a light on the screen (SMPTE ST 2084). */
    static ToneMapping ofPq(Primaries primaries) {
        return new ToneMapping(primaries, ToneMapping::pq, 1);
    }

    /** Returns it for numbers that stand for a light in the scene (ITU-R BT.2100). */
    static ToneMapping ofHlg(Primaries primaries) {
        return new ToneMapping(primaries, ToneMapping::hlg, HLG_GAMMA);
    }

    private static double pq(double number) {
        double root = Math.pow(number, 1 / 78.84375);
        double share = Math.max(0, root - 0.8359375) / (18.8515625 - 18.6875 * root);
        return Math.pow(share, 1 / 0.1593017578125) * PQ_MOST / PAPER;
    }

    private static double hlg(double number) {
        return number <= 0.5 ? number * number / 3 : (Math.exp((number - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }

    private static double srgb(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }

    @Override
    public void apply(Canvas canvas) throws InterruptedIOException {
        int[] argb = canvas.straight();
        for (int start = 0; start < argb.length; start += canvas.width()) {
            Interruption.check();
            row(argb, start, start + canvas.width());
        }
        canvas.set(argb);
    }

    private void row(int[] argb, int start, int end) {
        double[] colour = new double[3];
        for (int i = start; i < end; i++) {
            colour[0] = light[argb[i] >> 16 & 0xFF];
            colour[1] = light[argb[i] >> 8 & 0xFF];
            colour[2] = light[argb[i] & 0xFF];
            argb[i] = (argb[i] & 0xFF000000) | narrowed(Matrix.times(toWide, colour));
        }
    }

    private int narrowed(double[] wide) {
        double gain = gamma == 1 ? 1 : onScreen(wide);
        double most = Math.max(0, gain * Math.max(wide[0], Math.max(wide[1], wide[2])));
        double factor = gain * factor(most);
        double[] narrow = Matrix.times(toNarrow, wide);
        return number(narrow[0] * factor) << 16 | number(narrow[1] * factor) << 8 | number(narrow[2] * factor);
    }

    /** Returns what a light is multiplied by; the bow is a Bézier curve of three points. */
    private static double factor(double light) {
        if (light <= 1) {
            return PAPER_SHARE;
        } else if (light >= BRIGHTEST) {
            return 1 / light;
        }
        double slope = BOW_X - 1;
        double bend = 1 - 2 * BOW_X + BRIGHTEST;
        double t = (Math.sqrt(slope * slope + bend * (light - 1)) - slope) / bend;
        return ((1 - t) * (1 - t) * PAPER_SHARE + 2 * t * (1 - t) * BOW_Y + t * t) / light;
    }

    /** Returns what a screen with the usual peak makes of the scene's light. */
    private double onScreen(double[] scene) {
        double luma = BT2020_LUMA[0] * scene[0] + BT2020_LUMA[1] * scene[1] + BT2020_LUMA[2] * scene[2];
        return BRIGHTEST * Math.pow(Math.max(0, luma), gamma - 1);
    }

    private int number(double linear) {
        return numbers[(int) Math.round(STEPS * Math.max(0, Math.min(1, linear)))] & 0xFF;
    }
}
