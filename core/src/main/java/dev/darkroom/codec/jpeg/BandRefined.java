// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** One more bit of a band of one component: first new coefficients, then corrections of those known (T.81, G.1.2.3). */
final class BandRefined implements ScanContent {
    private static final int ZERO_RUN = 0xf0;

    private final Component component;
    private final Band band;

    BandRefined(Component component, Band band) {
        this.component = component;
        this.band = band;
    }

    @Override
    public void tell(Symbols to) {
        var telling = new Telling(component.tables(), to);
        var blocks = new BandBlocks(component.tokens(), band);
        while (blocks.next()) {
            telling.block(blocks, band);
        }
        telling.end();
    }

    private static final class Telling {
        private final int table;
        private final Symbols to;
        private final EndRun endRun;
        private final Corrections ofRun = new Corrections();
        private final Corrections ofBlock = new Corrections();

        Telling(int table, Symbols to) {
            this.table = table;
            this.to = to;
            this.endRun = new EndRun(table, to);
        }

        void block(BandBlocks blocks, Band band) {
            int lastNew = lastNew(blocks);
            int zeros = 0;
            int before = band.first() - 1;
            for (int i = 0; i < blocks.count(); i++) {
                int value = blocks.value(i);
                zeros += blocks.position(i) - before - 1;
                before = blocks.position(i);
                while (zeros > BlockTokens.LONGEST_RUN && i <= lastNew) {
                    end();
                    to.symbol(table, ZERO_RUN, 0, 0);
                    ofBlock.tell(to);
                    zeros -= BlockTokens.LONGEST_RUN + 1;
                }
                if (isNew(value)) {
                    end();
                    to.symbol(table, zeros << 4 | 1, value > 0 ? 1 : 0, 1);
                    ofBlock.tell(to);
                    zeros = 0;
                } else {
                    ofBlock.add(Math.abs(value) & 1);
                }
            }
            zeros += band.last() - before;
            if (zeros > 0 || !ofBlock.isEmpty()) {
                ofRun.take(ofBlock);
                if (endRun.add() || ofRun.isNearlyFull()) {
                    end();
                }
            }
        }

        void end() {
            endRun.tell();
            ofRun.tell(to);
        }

        private static int lastNew(BandBlocks blocks) {
            int last = blocks.count() - 1;
            while (last >= 0 && !isNew(blocks.value(last))) {
                last--;
            }
            return last;
        }

        private static boolean isNew(int value) {
            return value == 1 || value == -1;
        }
    }

    /** Bits of coefficients that are known already: they wait for the symbol that they stand behind. */
    private static final class Corrections {
        /** What decoders are known to bear behind one symbol, as in the IJG's library. */
        private static final int MOST = 1000;

        private final byte[] bits = new byte[MOST];
        private int count;

        void add(int bit) {
            bits[count++] = (byte) bit;
        }

        void take(Corrections other) {
            System.arraycopy(other.bits, 0, bits, count, other.count);
            count += other.count;
            other.count = 0;
        }

        boolean isEmpty() {
            return count == 0;
        }

        boolean isNearlyFull() {
            return count > MOST - ZigZag.LENGTH;
        }

        void tell(Symbols to) {
            for (int i = 0; i < count; i++) {
                to.bits(bits[i], 1);
            }
            count = 0;
        }
    }
}
