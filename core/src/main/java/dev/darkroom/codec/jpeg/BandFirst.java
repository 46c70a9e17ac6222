// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** The first scan of a band of one component (T.81, G.1.2.2). */
final class BandFirst implements ScanContent {
    private static final int ZERO_RUN = 0xf0;

    private final Component component;
    private final Band band;

    BandFirst(Component component, Band band) {
        this.component = component;
        this.band = band;
    }

    @Override
    public void tell(Symbols to) {
        int table = component.tables();
        var endRun = new EndRun(table, to);
        var blocks = new BandBlocks(component.tokens(), band);
        while (blocks.next()) {
            int before = band.first() - 1;
            for (int i = 0; i < blocks.count(); i++) {
                endRun.tell();
                coefficient(table, blocks.position(i) - before - 1, blocks.value(i), to);
                before = blocks.position(i);
            }
            if (before < band.last() && endRun.add()) {
                endRun.tell();
            }
        }
        endRun.tell();
    }

    private static void coefficient(int table, int zeros, int value, Symbols to) {
        int run = zeros;
        for (; run > BlockTokens.LONGEST_RUN; run -= BlockTokens.LONGEST_RUN + 1) {
            to.symbol(table, ZERO_RUN, 0, 0);
        }
        int size = Magnitude.size(value);
        to.symbol(table, run << 4 | size, Magnitude.bits(value, size), size);
    }
}
