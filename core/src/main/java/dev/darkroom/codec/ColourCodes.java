// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.List;
import java.util.Optional;

/**
 * What the red, green and blue of a picture are, in the numbers of ITU-T H.273.
 *
 * @param primaries the colours themselves; 2 says nothing
 * @param transfer the light that a number stands for; 2 says nothing, 16 is PQ and 18 is HLG
 */
public record ColourCodes(int primaries, int transfer) {
    private static final int PQ = 16;
    private static final int HLG = 18;

    /**
     * Returns what brings pictures with so many colour channels to sRGB, unless they are there. Where the primaries are
     * missing nothing is done: others don't heed the curve alone either.
     */
    Optional<ToSrgb> toSrgb(int channels) {
        return Primaries.ofCode(primaries).flatMap(known -> toSrgb(known, channels));
    }

    private Optional<ToSrgb> toSrgb(Primaries known, int channels) {
        return switch (transfer) {
            case PQ -> Optional.of(ToneMapping.ofPq(known));
            case HLG -> Optional.of(ToneMapping.ofHlg(known));
            default -> TransferCurve.ofCode(transfer).flatMap(curve -> toSrgb(known, curve, channels));
        };
    }

    private static Optional<ToSrgb> toSrgb(Primaries known, TransferCurve curve, int channels) {
        if (known.equals(Primaries.SRGB) && curve.equals(TransferCurve.SRGB)) {
            return Optional.empty();
        }
        byte[] profile = channels == 1
                ? ProfileWriter.gray(curve)
                : ProfileWriter.rgb(known.toD50(), List.of(curve, curve, curve));
        return ColourProfile.of(profile, channels);
    }
}
