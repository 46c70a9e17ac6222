// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.List;

/** The first coefficient of every block, as the difference to that of the block before it (T.81, F.1.2.1 and G.1.2.1). */
final class FirstCoefficients implements ScanContent {
    private final List<Component> components;
    private final int withheld;

    /** Leaves so many low bits to later scans. */
    FirstCoefficients(List<Component> components, int withheld) {
        this.components = components;
        this.withheld = withheld;
    }

    @Override
    public void tell(Symbols to) {
        int[] previous = new int[components.size()];
        new Interleaving(components).visit(new Interleaving.Visitor() {
            @Override
            public void block(Component component, int row, int column) {
                int value = component.tokens().first(row, column) >> withheld;
                int difference = value - previous[component.plane()];
                previous[component.plane()] = value;
                int size = Magnitude.size(difference);
                to.symbol(component.tables(), size, Magnitude.bits(difference, size), size);
            }

            @Override
            public void padding(Component component) {
                to.symbol(component.tables(), 0, 0, 0);
            }
        });
    }
}
