// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.List;

/** The next lower bit of the first coefficient of every block (T.81, G.1.2.1). */
final class FirstCoefficientsRefined implements ScanContent {
    private final List<Component> components;
    private final int withheld;

    /** Tells the bit above so many that are left to later scans. */
    FirstCoefficientsRefined(List<Component> components, int withheld) {
        this.components = components;
        this.withheld = withheld;
    }

    @Override
    public void tell(Symbols to) {
        int[] previous = new int[components.size()];
        new Interleaving(components).visit(new Interleaving.Visitor() {
            @Override
            public void block(Component component, int row, int column) {
                int bit = component.tokens().first(row, column) >> withheld & 1;
                previous[component.plane()] = bit;
                to.bits(bit, 1);
            }

            @Override
            public void padding(Component component) {
                to.bits(previous[component.plane()], 1);
            }
        });
    }
}
