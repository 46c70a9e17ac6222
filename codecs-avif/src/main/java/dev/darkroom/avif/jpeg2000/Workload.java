// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import dev.darkroom.avif.jpeg2000.Geometry.Area;
import java.util.List;

/*
 * A few bytes of header can ask for millions of pieces, each of which the native decoder reserves memory for, looks for
 * and waits for, whether or not there is data. A packet takes a byte at least, so there can't be more of them than bytes.
 */
/** Counts the pieces that a decoder has to deal with; ITU-T T.800, sections B.6 and B.7. */
final class Workload {
    private static final long MAX_PRECINCTS = 250_000;
    private static final long MAX_BLOCKS = 1_000_000;
    private static final long MAX_STOPS = 100_000_000;

    private long precincts;
    private long packets;
    private long blocks;
    private long stops;

    /** Adds a tile. */
    void add(Area tile, List<Component> components, Styles styles) {
        int stepAcross = Integer.SIZE;
        int stepDown = Integer.SIZE;
        int levels = 0;
        for (int plane = 0; plane < components.size(); plane++) {
            CodingStyle style = styles.of(plane);
            add(tile, components.get(plane), style);
            for (int level = 0; level <= style.levels(); level++) {
                int halvings = style.levels() - level;
                stepAcross = Math.min(stepAcross, style.precinctWidth(level) + halvings);
                stepDown = Math.min(stepDown, style.precinctHeight(level) + halvings);
            }
            levels += style.levels() + 1;
        }
        stops += levels
                * (((tile.right() - tile.left()) >> stepAcross) + 2)
                * (((tile.bottom() - tile.top()) >> stepDown) + 2);
    }

    private void add(Area tile, Component component, CodingStyle style) {
        for (int level = 0; level <= style.levels(); level++) {
            int halvings = style.levels() - level;
            Span across = Span.of(tile.left(), tile.right(), component.across()).halved(halvings);
            Span down = Span.of(tile.top(), tile.bottom(), component.down()).halved(halvings);
            long here = across.parts(style.precinctWidth(level)) * down.parts(style.precinctHeight(level));
            precincts += here;
            packets += here * style.layers();
            int bands = level == 0 ? 1 : 3;
            int half = level == 0 ? 0 : 1;
            blocks += bands
                    * across.halved(half).parts(style.blockWidth(level))
                    * down.halved(half).parts(style.blockHeight(level));
        }
    }

    /** Refuses pictures in more pieces than anybody needs, or than so many bytes can hold. */
    void check(long bytes) {
        if (precincts > MAX_PRECINCTS || blocks > MAX_BLOCKS || stops > MAX_STOPS) {
            throw Rejections.tooLarge("it is cut into too many pieces");
        } else if (packets > bytes) {
            throw Rejections.cutOff();
        }
    }

    /** A part of one side. */
    private record Span(long start, long end) {
        static Span of(long start, long end, int pixels) {
            return new Span(Geometry.ceil(start, pixels), Geometry.ceil(end, pixels));
        }

        Span halved(int times) {
            return new Span(Geometry.ceil(start, 1L << times), Geometry.ceil(end, 1L << times));
        }

        /** Returns how many parts of this size, given as its logarithm, it touches. */
        long parts(int size) {
            return start >= end ? 0 : Geometry.ceil(end, 1L << size) - (start >> size);
        }
    }
}
