// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.List;

/*
 * The scans are those of the IJG's jpeg_simple_progression: a rough picture in full colour comes first, then the low
 * frequencies of luma, then chroma, which is small, then the rest of luma, and last the lowest bit of everything.
 */
/** Writes components in scans from coarse to fine (T.81, annex G). */
final class ProgressiveWriter {
    private static final int LAST = ZigZag.LENGTH - 1;

    private final SegmentWriter segments;
    private final EntropyWriter out;

    ProgressiveWriter(SegmentWriter segments, EntropyWriter out) {
        this.segments = segments;
        this.out = out;
    }

    void write(List<Component> components) {
        var luma = components.get(0);
        var chroma = components.subList(1, components.size());
        scan(components, new Band(0, 0, 0, 1), new FirstCoefficients(components, 1));
        first(luma, new Band(1, 5, 0, 2));
        for (var component : chroma) {
            first(component, new Band(1, LAST, 0, 1));
        }
        first(luma, new Band(6, LAST, 0, 2));
        refine(luma, new Band(1, LAST, 2, 1));
        scan(components, new Band(0, 0, 1, 0), new FirstCoefficientsRefined(components, 0));
        for (var component : chroma) {
            refine(component, new Band(1, LAST, 1, 0));
        }
        refine(luma, new Band(1, LAST, 1, 0));
    }

    private void first(Component component, Band band) {
        scan(List.of(component), band, new BandFirst(component, band));
    }

    private void refine(Component component, Band band) {
        scan(List.of(component), band, new BandRefined(component, band));
    }

    private void scan(List<Component> components, Band band, ScanContent content) {
        var counts = new SymbolCounts();
        content.tell(counts);
        int tableClass = band.first() == 0 ? SegmentWriter.FIRST : SegmentWriter.REST;
        HuffmanCode[] codes = segments.codes(tableClass, counts);
        segments.scan(components, band);
        content.tell(new SymbolWriter(codes, out));
        out.align();
    }
}
