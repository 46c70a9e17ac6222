// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/*
 * Decided as browsers do (PNG, third edition, section 4.3): cICP goes before iCCP, iCCP before sRGB, and gAMA with cHRM
 * comes last. What these chunks say is put into an ICC profile, so that there is one way to sRGB for all pictures.
 */
/** What the numbers in a PNG mean as colours. */
final class PngColour {
    private static final int SRGB_GAMMA = 45_455;
    private static final int GAMMA_UNIT = 100_000;
    private static final int GAMMA_TOLERANCE = 500;

    private final PngChunks chunks;
    private final boolean gray;

    PngColour(PngChunks chunks, boolean gray) {
        this.chunks = chunks;
        this.gray = gray;
    }

    /** Returns a profile; without one the colours are sRGB. */
    Optional<byte[]> profile() {
        Optional<ByteBuffer> codes = chunks.find("cICP").filter(chunk -> chunk.remaining() == 4);
        if (codes.isPresent()) {
            return ofCodes(codes.get());
        }
        if (chunks.find("iCCP").isPresent() || chunks.find("sRGB").isPresent()) {
            return chunks.profile();
        }
        return chunks.find("gAMA").filter(chunk -> chunk.remaining() == 4).flatMap(this::ofGamma);
    }

    private Optional<byte[]> ofCodes(ByteBuffer chunk) {
        Optional<Primaries> primaries = Primaries.ofCode(chunk.get(0));
        Optional<TransferCurve> curve = TransferCurve.ofCode(chunk.get(1));
        if (primaries.isEmpty() || curve.isEmpty()) {
            return Optional.empty();
        }
        boolean srgb = primaries.get().equals(Primaries.SRGB) && curve.get().equals(TransferCurve.SRGB);
        return srgb ? Optional.empty() : Optional.of(written(primaries.get(), curve.get()));
    }

    private Optional<byte[]> ofGamma(ByteBuffer chunk) {
        int gamma = chunk.getInt(0);
        if (gamma <= 0) {
            return Optional.empty();
        }
        Primaries primaries = chunks.find("cHRM").flatMap(Primaries::ofChunk).orElse(Primaries.SRGB);
        boolean srgb = Math.abs(gamma - SRGB_GAMMA) < GAMMA_TOLERANCE && primaries.isLike(Primaries.SRGB);
        return srgb
                ? Optional.empty()
                : Optional.of(written(primaries, TransferCurve.power((double) GAMMA_UNIT / gamma)));
    }

    private byte[] written(Primaries primaries, TransferCurve curve) {
        return gray ? ProfileWriter.gray(curve) : ProfileWriter.rgb(primaries.toD50(), List.of(curve, curve, curve));
    }
}
