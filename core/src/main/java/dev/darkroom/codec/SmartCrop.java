// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.Focus;

/*
 * A cut with given proportions can move along one side only, so the best of all its places is found by trying them.
 * What counts is how much of what draws the eye lies in it, more in its middle than at its rim, where subjects
 * are cut through. Entropy alone, which others use, prefers gravel to faces.
 */
/** Finds what a cut should keep. */
final class SmartCrop {
    private static final int SIDE = 96;
    private static final int PLACES = 64;

    private final Pixels picture;
    private final float[] saliency;

    private SmartCrop(Pixels sample) {
        this.picture = sample.atMost(SIDE);
        this.saliency = Saliency.of(picture);
    }

    /** Returns the middle of what draws the eye. */
    static Focus find(Pixels sample) {
        SmartCrop crop = new SmartCrop(sample);
        double[] columns = crop.sums(true);
        double[] rows = crop.sums(false);
        return new Focus(middle(columns), middle(rows));
    }

    /** Returns the best part with these proportions, as width divided by height. */
    static Focus.Cut cut(Pixels sample, double aspect) {
        Focus.Cut any = Focus.CENTRE.cut(sample.width(), sample.height(), aspect);
        SmartCrop crop = new SmartCrop(sample);
        double x = start(crop.sums(true), any.width());
        double y = start(crop.sums(false), any.height());
        return new Focus.Cut(x, y, any.width(), any.height());
    }

    private double[] sums(boolean columns) {
        int width = picture.width();
        double[] sums = new double[columns ? width : picture.height()];
        for (int i = 0; i < saliency.length; i++) {
            sums[columns ? i % width : i / width] += saliency[i];
        }
        return sums;
    }

    /** Returns the centre of the half in which most is. */
    private static double middle(double[] sums) {
        return start(sums, 0.5) + 0.25;
    }

    private static double start(double[] sums, double length) {
        double best = (1 - length) / 2;
        double most = inside(sums, best, length) * (1 + 1e-6);
        for (int place = 0; place <= PLACES && length < 1; place++) {
            double start = (1 - length) * place / PLACES;
            double sum = inside(sums, start, length);
            if (sum > most) {
                most = sum;
                best = start;
            }
        }
        return best;
    }

    private static double inside(double[] sums, double start, double length) {
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            double fromMiddle = Math.abs((i + 0.5) / sums.length - start - length / 2) / (length / 2);
            sum += fromMiddle >= 1 ? 0 : sums[i] * (1 - 0.6 * fromMiddle * fromMiddle);
        }
        return sum;
    }
}
