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

    /** Returns what reads a scan. */
    static StoredBlocks of(JpegFrame frame, ScanHeader scan, BitReader reader, KeptCoefficients kept) {
        if (frame.process() != JpegFrame.CodingProcess.PROGRESSIVE) {
            return new SequentialStored(reader, kept);
        }
        if (scan.first() == 0) {
            return scan.high() == 0
                    ? new FirstMeans(reader, kept, scan.low())
                    : new FinerMeans(reader, kept, scan.low());
        }
        return scan.high() == 0 ? new FirstBand(reader, kept, scan) : new FinerBand(reader, kept, scan);
    }
}
