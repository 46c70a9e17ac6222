// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** How much light the number of a colour means, both from 0 to 1. */
final class TransferCurve {
    static final TransferCurve SRGB = new TransferCurve(TransferCurve::srgb);
    private static final TransferCurve BT709 = new TransferCurve(TransferCurve::bt709);
    private static final TransferCurve PQ = new TransferCurve(TransferCurve::pq);
    private static final TransferCurve HLG = new TransferCurve(TransferCurve::hlg);

    /** Light of white paper as a share of the brightest that PQ can say: 203 of 10,000 cd/m², by ITU-R BT.2408. */
    private static final double PQ_WHITE = 203.0 / 10_000;

    private static final int SAMPLES = 255;

    private final DoubleUnaryOperator light;
    private final OptionalDouble exponent;

    private TransferCurve(DoubleUnaryOperator light) {
        this(light, OptionalDouble.empty());
    }

    private TransferCurve(DoubleUnaryOperator light, OptionalDouble exponent) {
        this.light = light;
        this.exponent = exponent;
    }

    /** Finds the curve with a number of ITU-T H.273. */
    static Optional<TransferCurve> ofCode(int code) {
        return switch (code) {
            case 1, 6, 14, 15 -> Optional.of(BT709);
            case 4 -> Optional.of(power(2.2));
            case 5 -> Optional.of(power(2.8));
            case 8 -> Optional.of(power(1));
            case 13 -> Optional.of(SRGB);
            case 16 -> Optional.of(PQ);
            case 18 -> Optional.of(HLG);
            default -> Optional.empty();
        };
    }

    static TransferCurve power(double exponent) {
        return new TransferCurve(number -> Math.pow(number, exponent), OptionalDouble.of(exponent));
    }

    /** Goes straight from one light to the next, for numbers at equal distances. */
    static TransferCurve through(double[] lights) {
        return new TransferCurve(number -> {
            double place = number * (lights.length - 1);
            int below = Math.max(0, Math.min((int) place, lights.length - 2));
            return lights[below] + (lights[below + 1] - lights[below]) * (place - below);
        });
    }

    /** A power of the number times {@code a} plus {@code b}, and below the bend a straight line (ICC.1:2022, 10.18). */
    static TransferCurve bent(
            double exponent, double a, double b, double bend, double slope, double above, double below) {
        return new TransferCurve(
                number -> number >= bend ? Math.pow(a * number + b, exponent) + above : slope * number + below);
    }

    /** Returns the exponent of a curve that is nothing but a power. */
    OptionalDouble exponent() {
        return exponent;
    }

    /** Whether more never means less light, and white means light. */
    boolean rises() {
        double before = 0;
        for (int sample = 0; sample <= SAMPLES; sample++) {
            double now = light((double) sample / SAMPLES);
            if (!(now >= before)) {
                return false;
            }
            before = now;
        }
        return before > 0;
    }

    /** Returns the light; what is brighter than white paper is cut off. */
    double light(double number) {
        return Math.max(0, Math.min(1, light.applyAsDouble(number)));
    }

    private static double srgb(double number) {
        return number <= 0.04045 ? number / 12.92 : Math.pow((number + 0.055) / 1.055, 2.4);
    }

    private static double bt709(double number) {
        return number < 0.081 ? number / 4.5 : Math.pow((number + 0.099) / 1.099, 1 / 0.45);
    }

    private static double pq(double number) {
        double root = Math.pow(number, 1 / 78.84375);
        double light = Math.max(0, root - 0.8359375) / (18.8515625 - 18.6875 * root);
        return Math.pow(light, 1 / 0.1593017578125) / PQ_WHITE;
    }

    /** The scene's light of ITU-R BT.2100, in which paper is white at 75 % of the signal. */
    private static double hlg(double number) {
        return hlgScene(number) / hlgScene(0.75);
    }

    private static double hlgScene(double number) {
        return number <= 0.5 ? number * number / 3 : (Math.exp((number - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }
}
