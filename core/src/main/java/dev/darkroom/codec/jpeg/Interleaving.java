// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.List;

/** Goes through all blocks as a scan of all components has them: unit by unit (T.81, A.2.3). */
final class Interleaving {
    private final List<Component> components;

    Interleaving(List<Component> components) {
        this.components = components;
    }

    /** Takes blocks in the order of the scan. */
    interface Visitor {
        void block(Component component, int row, int column);

        /** A unit at the right or lower rim has a block that the picture doesn't have: to be like the one before it. */
        void padding(Component component);
    }

    void visit(Visitor visitor) {
        var luma = components.get(0);
        // a scan of one component has no units, whatever its factor is
        int factor = components.size() == 1 ? 1 : luma.factor();
        int across = (luma.tokens().blocksAcross() + factor - 1) / factor;
        int down = (luma.tokens().blocksDown() + factor - 1) / factor;
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                for (var component : components) {
                    unit(component, row, column, visitor);
                }
            }
        }
    }

    private static void unit(Component component, int row, int column, Visitor visitor) {
        int factor = component.factor();
        var tokens = component.tokens();
        for (int y = row * factor; y < (row + 1) * factor; y++) {
            for (int x = column * factor; x < (column + 1) * factor; x++) {
                if (y < tokens.blocksDown() && x < tokens.blocksAcross()) {
                    visitor.block(component, y, x);
                } else {
                    visitor.padding(component);
                }
            }
        }
    }
}
