// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.List;

/** Writes all components in one sequential scan. */
final class BaselineWriter {
    private final SegmentWriter segments;
    private final EntropyWriter out;

    BaselineWriter(SegmentWriter segments, EntropyWriter out) {
        this.segments = segments;
        this.out = out;
    }

    void write(List<Component> components) {
        var firsts = new SymbolCounts();
        new FirstCoefficients(components, 0).tell(firsts);
        HuffmanCode[] codes = segments.codes(SegmentWriter.REST, rest(components));
        HuffmanCode[] firstCodes = segments.codes(SegmentWriter.FIRST, firsts);
        segments.scan(components, Band.WHOLE);
        new Interleaving(components).visit(new BaselineBlocks(components.size(), firstCodes, codes, out));
        out.align();
    }

    private static SymbolCounts rest(List<Component> components) {
        var rest = new SymbolCounts();
        var interleaving = new Interleaving(components);
        for (var component : components) {
            rest.add(component.tables(), component.tokens().counts());
            rest.add(component.tables(), PlaneEncoder.END_OF_BLOCK, interleaving.padding(component));
        }
        return rest;
    }
}
