// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.List;

/** Goes through all blocks as a scan of all components has them: unit by unit (T.81, A.2.3). */
final class Interleaving {
    private final Component[] components;
    private final int unitsAcross;
    private final int unitsDown;

    Interleaving(List<Component> components) {
        this.components = components.toArray(new Component[0]);
        var luma = components.get(0);
        this.unitsAcross = (luma.tokens().blocksAcross() + luma.factor() - 1) / luma.factor();
        this.unitsDown = (luma.tokens().blocksDown() + luma.factor() - 1) / luma.factor();
    }

    /** Takes blocks in the order of the scan. */
    interface Visitor {
        void block(Component component, int row, int column);

        /** A unit at the right or lower rim has a block that the picture doesn't have: to be like the one before it. */
        void padding(Component component);
    }

    /** Returns how many blocks of a component the scan has that the picture doesn't have. */
    int padding(Component component) {
        var tokens = component.tokens();
        int inUnit = component.factor() * component.factor();
        return unitsAcross * unitsDown * inUnit - tokens.blocksAcross() * tokens.blocksDown();
    }

    void visit(Visitor visitor) {
        for (int row = 0; row < unitsDown; row++) {
            for (int column = 0; column < unitsAcross; column++) {
                for (var component : components) {
                    if (component.factor() == 1) {
                        visitor.block(component, row, column);
                    } else {
                        unit(component, row, column, visitor);
                    }
                }
            }
        }
    }

    private static void unit(Component component, int row, int column, Visitor visitor) {
        int factor = component.factor();
        int down = component.tokens().blocksDown();
        int across = component.tokens().blocksAcross();
        for (int y = row * factor; y < (row + 1) * factor; y++) {
            for (int x = column * factor; x < (column + 1) * factor; x++) {
                if (y < down && x < across) {
                    visitor.block(component, y, x);
                } else {
                    visitor.padding(component);
                }
            }
        }
    }
}
