// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** What a scan adds to the stored coefficients, block by block. */
interface StoredBlocks {

    /** Reads what the scan says about a block. */
    void read(ScanPlane plane, CoefficientRow row, int column) throws IOException;

    /** Passes over blocks about which the scan says nothing, and returns how many. */
    default int skip(int most) {
        return 0;
    }

    /** Forgets what was said about blocks ahead. */
    default void restart() {}

    /**
     * Returns what reads a scan with Huffman coding.
     *
     * @param kept what counts of its first plane; a scan of a band has no other
     */
    static StoredBlocks of(JpegFrame frame, ScanHeader scan, BitReader reader, KeptCoefficients kept) {
        if (!frame.process().isProgressive()) {
            return new SequentialStored(reader);
        }
        if (scan.first() == 0) {
            return scan.high() == 0 ? new FirstMeans(reader, scan.low()) : new FinerMeans(reader, scan.low());
        }
        return scan.high() == 0 ? new FirstBand(reader, kept, scan) : new FinerBand(reader, kept, scan);
    }

    /** Returns what reads a scan with arithmetic coding; as with {@link #of(JpegFrame, ScanHeader, BitReader, KeptCoefficients)}. */
    static StoredBlocks of(JpegFrame frame, ScanHeader scan, ArithmeticNumbers numbers, KeptCoefficients kept) {
        if (!frame.process().isProgressive()) {
            return new ArithmeticBlocks(numbers);
        }
        if (scan.first() == 0) {
            return scan.high() == 0
                    ? new ArithmeticMeans(numbers, scan.low())
                    : new ArithmeticFinerMeans(numbers, scan.low());
        }
        return scan.high() == 0
                ? new ArithmeticBand(numbers, scan.first(), scan.last(), scan.low())
                : new ArithmeticFinerBand(numbers, kept, scan);
    }
}
