// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/**
 * Brings the engine's quality to the setting of one encoder, so that the same number looks about the same in every
 * format. JPEG's scale is the measure: {@code benchmarks/run quality-scale} measures where the others reach its SSIM.
 */
public final class QualityScale {
    private static final int STEP = 10;

    private final double[] settings;

    private QualityScale(double[] settings) {
        this.settings = settings;
    }

    /** Takes the encoder's settings for quality 10, 20 and so on to 100; what lies between is on a straight line. */
    public static QualityScale of(double... settings) {
        if (settings.length != 100 / STEP) {
            throw new IllegalArgumentException("a scale has " + 100 / STEP + " settings, not " + settings.length);
        }
        return new QualityScale(settings.clone());
    }

    /** Returns the encoder's setting for a quality from 1 to 100. */
    public double at(int quality) {
        double place = Math.max(0, (double) quality / STEP - 1);
        int below = Math.min((int) place, settings.length - 2);
        return settings[below] + (settings[below + 1] - settings[below]) * (place - below);
    }
}
