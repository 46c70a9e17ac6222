// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;

/*
 * A curve is written for all 256 numbers that a sample of 8 bits can have, so that it is exactly what was read, whatever
 * a viewer does between two numbers.
 */
/** The curves of ICC profiles, "curv" and "para" (ICC.1:2022, 10.6 and 10.18). */
final class CurveTag {
    private static final int CURVE = 0x63757276;
    private static final int PARAMETERS = 0x70617261;
    private static final int HEAD = 12;
    private static final int MOST_STEPS = 1 << 16;
    private static final int STEPS = 256;
    private static final int MOST = 0xFFFF;
    private static final double POWER_UNIT = 256;
    private static final double UNIT = 1 << 16;

    /** How many numbers each kind of formula has. */
    private static final int[] LENGTHS = {1, 3, 4, 5, 7};

    private CurveTag() {}

    /** Reads a curve, unless it makes no sense. */
    static Optional<TransferCurve> read(byte[] tag) {
        if (tag.length < HEAD) {
            return Optional.empty();
        }
        ByteBuffer data = ByteBuffer.wrap(tag);
        Optional<TransferCurve> curve = switch (data.getInt(0)) {
            case CURVE -> steps(data);
            case PARAMETERS -> formula(data);
            default -> Optional.empty();
        };
        return curve.filter(TransferCurve::rises);
    }

    private static Optional<TransferCurve> steps(ByteBuffer data) {
        int count = data.getInt(8);
        if (count < 0 || count > MOST_STEPS || HEAD + 2 * count > data.limit()) {
            return Optional.empty();
        }
        if (count < 2) {
            return Optional.of(
                    TransferCurve.power(count == 0 ? 1 : Short.toUnsignedInt(data.getShort(HEAD)) / POWER_UNIT));
        }
        double[] lights = new double[count];
        for (int i = 0; i < count; i++) {
            lights[i] = (double) Short.toUnsignedInt(data.getShort(HEAD + 2 * i)) / MOST;
        }
        return Optional.of(TransferCurve.through(lights));
    }

    private static Optional<TransferCurve> formula(ByteBuffer data) {
        int kind = Short.toUnsignedInt(data.getShort(8));
        if (kind >= LENGTHS.length || HEAD + Integer.BYTES * LENGTHS[kind] > data.limit()) {
            return Optional.empty();
        }
        double[] p = new double[7];
        for (int i = 0; i < LENGTHS[kind]; i++) {
            p[i] = data.getInt(HEAD + Integer.BYTES * i) / UNIT;
        }
        return Optional.of(
                switch (kind) {
                    case 0 -> TransferCurve.power(p[0]);
                    case 1 -> TransferCurve.bent(p[0], p[1], p[2], -p[2] / p[1], 0, 0, 0);
                    case 2 -> TransferCurve.bent(p[0], p[1], p[2], -p[2] / p[1], 0, p[3], p[3]);
                    case 3 -> TransferCurve.bent(p[0], p[1], p[2], p[4], p[3], 0, 0);
                    default -> TransferCurve.bent(p[0], p[1], p[2], p[4], p[3], p[5], p[6]);
                });
    }

    /** Writes a curve. */
    static byte[] write(TransferCurve curve) {
        OptionalDouble exponent = curve.exponent();
        boolean plain = exponent.isPresent() && exponent.getAsDouble() < POWER_UNIT;
        ByteBuffer tag = ByteBuffer.allocate(HEAD + 2 * (plain ? 2 : STEPS));
        tag.put("curv".getBytes(StandardCharsets.US_ASCII)).putInt(8, plain ? 1 : STEPS);
        if (plain) {
            return tag.putShort(HEAD, (short) Math.round(exponent.getAsDouble() * POWER_UNIT))
                    .array();
        }
        for (int i = 0; i < STEPS; i++) {
            tag.putShort(HEAD + 2 * i, (short) Math.round(MOST * curve.light((double) i / (STEPS - 1))));
        }
        return tag.array();
    }
}
