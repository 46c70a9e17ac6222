// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** How much light the number of a colour means, both from 0 to 1. */
final class TransferCurve {
    static final TransferCurve SRGB = new TransferCurve(TransferCurve::srgb);
    private static final TransferCurve BT709 = new TransferCurve(TransferCurve::bt709);

    private final DoubleUnaryOperator light;

    private TransferCurve(DoubleUnaryOperator light) {
        this.light = light;
    }

    /** Finds the curve with a number of ITU-T H.273, if it ends at the white of a screen. */
    static Optional<TransferCurve> ofCode(int code) {
        return switch (code) {
            case 1, 6, 14, 15 -> Optional.of(BT709);
            case 4 -> Optional.of(power(2.2));
            case 5 -> Optional.of(power(2.8));
            case 8 -> Optional.of(power(1));
            case 13 -> Optional.of(SRGB);
            default -> Optional.empty();
        };
    }

    static TransferCurve power(double exponent) {
        return new TransferCurve(number -> Math.pow(number, exponent));
    }

    /** Returns the light. */
    double light(double number) {
        return Math.max(0, Math.min(1, light.applyAsDouble(number)));
    }

    private static double srgb(double number) {
        return number <= 0.04045 ? number / 12.92 : Math.pow((number + 0.055) / 1.055, 2.4);
    }

    private static double bt709(double number) {
        return number < 0.081 ? number / 4.5 : Math.pow((number + 0.099) / 1.099, 1 / 0.45);
    }
}
