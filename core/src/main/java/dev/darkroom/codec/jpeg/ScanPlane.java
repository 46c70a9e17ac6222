// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import org.jspecify.annotations.Nullable;

/** A plane while a scan is read. */
final class ScanPlane {
    final PlaneLayout layout;
    final KeptCoefficients kept;
    final HuffmanTable dc;
    final HuffmanTable ac;
    final int dcTable;
    final int acTable;

    /** The last mean that was coded, from which the next one differs (ITU-T T.81, F.1.1.5.1). */
    int prediction;

    /** Where with arithmetic coding the states stand that the last difference lets expect (T.81, F.1.4.4.1.2). */
    int context;

    private @Nullable SkipTable skips;

    ScanPlane(PlaneLayout layout, KeptCoefficients kept, HuffmanTable dc, HuffmanTable ac, ScanHeader.Part part) {
        this.dcTable = part.dcTable();
        this.acTable = part.acTable();
        this.layout = layout;
        this.kept = kept;
        this.dc = dc;
        this.ac = ac;
    }

    /** Returns what can be passed over at once, for reading on behind coefficients that count. */
    SkipTable skips() {
        SkipTable known = skips;
        if (known == null) {
            known = new SkipTable(ac);
            skips = known;
        }
        return known;
    }
}
