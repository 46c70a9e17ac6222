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

    /** Returns what reads a scan with Huffman coding. */
    static StoredBlocks of(JpegFrame frame, ScanHeader scan, BitReader reader, KeptCoefficients kept) {
        if (!frame.process().isProgressive()) {
            return new SequentialStored(reader, kept);
        }
        if (scan.first() == 0) {
            return scan.high() == 0
                    ? new FirstMeans(reader, kept, scan.low())
                    : new FinerMeans(reader, kept, scan.low());
        }
        return scan.high() == 0 ? new FirstBand(reader, kept, scan) : new FinerBand(reader, kept, scan);
    }

    /** Returns what reads a scan with arithmetic coding. */
    static StoredBlocks of(JpegFrame frame, ScanHeader scan, ArithmeticNumbers numbers, KeptCoefficients kept) {
        if (!frame.process().isProgressive()) {
            return new ArithmeticBlocks(numbers, kept);
        }
        if (scan.first() == 0) {
            return scan.high() == 0
                    ? new ArithmeticMeans(numbers, kept, scan.low())
                    : new ArithmeticFinerMeans(numbers, kept, scan.low());
        }
        return scan.high() == 0
                ? new ArithmeticBand(numbers, kept, scan.first(), scan.last(), scan.low())
                : new ArithmeticFinerBand(numbers, kept, scan);
    }
}
