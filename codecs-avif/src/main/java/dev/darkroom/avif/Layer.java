// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.avif.Item.Property;
import dev.darkroom.codec.DecodeLimits;
import java.util.List;
import java.util.Set;

/**
 * The colours or the transparency of a picture: one coded item, or a grid of them.
 *
 * @param tiles from the top left, row by row
 * @param tile the size of each
 */
record Layer(Item item, Size size, Coding coding, int columns, List<Item> tiles, Size tile) {
    /** The properties that may be marked as essential, since they are heeded or change nothing here. */
    private static final Set<String> UNDERSTOOD = Set.of(
            "av1C", "hvcC", "ispe", "pixi", "pasp", "colr", "irot", "imir", "clap", "auxC", "a1op", "a1lx", "lsel",
            "clli", "mdcv", "rloc");

    static Layer of(Items items, Item item, DecodeLimits limits) {
        checkEssentials(item);
        if (item.type().equals("grid")) {
            return ofGrid(items, item, limits);
        }
        Size size = size(item, limits);
        return new Layer(item, size, coding(item), 1, List.of(item), size);
    }

    private static Layer ofGrid(Items items, Item item, DecodeLimits limits) {
        Grid grid = Grid.read(items.data(item));
        limits.check(grid.size().width(), grid.size().height(), 1);
        if (item.size().isPresent() && !item.size().get().equals(grid.size())) {
            throw Rejections.broken("its size is given in two ways");
        }
        List<Item> tiles = items.parts(item);
        if (tiles.size() != grid.tiles()) {
            throw Rejections.broken("it has " + tiles.size() + " tiles instead of " + grid.tiles());
        }
        Item first = tiles.get(0);
        Layer layer = new Layer(item, grid.size(), coding(first), grid.columns(), tiles, size(first, limits));
        grid.checkTile(layer.tile);
        layer.checkTiles(limits);
        return layer;
    }

    /** Returns a layer like this one of other tiles. */
    Layer with(List<Item> others, DecodeLimits limits) {
        Layer layer = new Layer(item, size, coding(others.get(0)), columns, others, tile);
        layer.checkTiles(limits);
        return layer;
    }

    private void checkTiles(DecodeLimits limits) {
        for (Item one : tiles) {
            checkEssentials(one);
            if (coding(one) != coding || !size(one, limits).equals(tile)) {
                throw Rejections.broken("its tiles are not all of one kind");
            }
        }
    }

    private static Coding coding(Item item) {
        return Coding.of(item).orElseThrow(() -> Rejections.unsupported("it is coded as '" + item.type() + "'"));
    }

    private static Size size(Item item, DecodeLimits limits) {
        Size size = item.size().orElseThrow(() -> Rejections.broken("its size is missing"));
        limits.check(size.width(), size.height(), 1);
        return size;
    }

    private static void checkEssentials(Item item) {
        for (Property property : item.properties()) {
            if (property.essential() && !UNDERSTOOD.contains(property.box().type())) {
                throw Rejections.unsupported("it needs '" + property.box().type() + "'");
            }
        }
    }

    /** Returns the part of the picture that is in a tile, without what sticks out at the right and at the bottom. */
    Placement.Crop place(int index) {
        int x = index % columns * tile.width();
        int y = index / columns * tile.height();
        return new Placement.Crop(
                x, y, Math.min(tile.width(), size.width() - x), Math.min(tile.height(), size.height() - y));
    }
}
