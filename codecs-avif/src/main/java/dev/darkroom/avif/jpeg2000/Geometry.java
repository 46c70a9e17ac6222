// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import dev.darkroom.codec.DecodeLimits;
import java.util.ArrayList;
import java.util.List;

/*
 * The native decoder keeps four bytes for every sample until the end, so there are limits beside those for pixels.
 */
/**
 * Where a picture and its tiles lie on the reference grid; ITU-T T.800, sections A.5.1 and B.3.
 *
 * @param left where the picture begins
 * @param top where the picture begins
 * @param right where it ends
 * @param bottom where it ends
 * @param tileLeft where the first tile begins
 * @param tileTop where the first tile begins
 * @param components the planes, all of which together have few enough samples
 */
record Geometry(
        long left,
        long top,
        long right,
        long bottom,
        long tileWidth,
        long tileHeight,
        long tileLeft,
        long tileTop,
        List<Component> components) {
    private static final int MAX_COMPONENTS = 4;
    private static final int COLOURS = 3;
    private static final int CINEMA_2K = 3;
    private static final int CINEMA_4K = 4;
    private static final long MAX_SAMPLES = 64_000_000;
    private static final long MAX_TILES = 65_535;

    /** A part of the reference grid. */
    record Area(long left, long top, long right, long bottom) {}

    static Geometry read(Cursor segment, DecodeLimits limits) {
        int profile = segment.u16();
        long right = segment.u32();
        long bottom = segment.u32();
        long left = segment.u32();
        long top = segment.u32();
        Geometry geometry = new Geometry(
                left,
                top,
                right,
                bottom,
                segment.u32(),
                segment.u32(),
                segment.u32(),
                segment.u32(),
                components(segment));
        limits.check(side(right - left), side(bottom - top), 1);
        geometry.checkTiles();
        geometry.checkSamples();
        if (profile == CINEMA_2K || profile == CINEMA_4K) {
            throw Rejections.unsupported("its colours are those of a cinema's projector");
        }
        return geometry;
    }

    static int side(long length) {
        if (length < 1) {
            throw Rejections.broken("it has no size");
        }
        return (int) Math.min(Integer.MAX_VALUE, length);
    }

    private static List<Component> components(Cursor segment) {
        int count = segment.u16();
        if (count < 1 || count > MAX_COMPONENTS) {
            throw Rejections.unsupported("it has " + count + " planes");
        }
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            components.add(Component.read(segment));
        }
        return components;
    }

    private void checkTiles() {
        boolean inside = tileWidth > 0
                && tileHeight > 0
                && tileLeft <= left
                && tileTop <= top
                && tileLeft + tileWidth > left
                && tileTop + tileHeight > top;
        if (!inside || columns() * rows() > MAX_TILES) {
            throw Rejections.broken("its tiles make no sense");
        }
    }

    private void checkSamples() {
        long samples = (long) width() * height() * components.size();
        if (samples > MAX_SAMPLES) {
            throw Rejections.tooLarge(samples + " samples, the limit is " + MAX_SAMPLES);
        }
        if (!components.stream().allMatch(Component::isFull) && !hasHalvedColours()) {
            throw Rejections.unsupported("its planes differ in size");
        }
    }

    private boolean hasHalvedColours() {
        return components.size() == COLOURS
                && left == 0
                && top == 0
                && components.get(0).isFull()
                && components.get(1).isHalved()
                && components.get(1).equals(components.get(2));
    }

    int width() {
        return (int) (right - left);
    }

    int height() {
        return (int) (bottom - top);
    }

    long columns() {
        return ceil(right - tileLeft, tileWidth);
    }

    long rows() {
        return ceil(bottom - tileTop, tileHeight);
    }

    static long ceil(long length, long part) {
        return (length + part - 1) / part;
    }

    int tiles() {
        return (int) (columns() * rows());
    }

    /** Returns the part of the picture that is in a tile. */
    Area tile(int index) {
        long x = tileLeft + index % columns() * tileWidth;
        long y = tileTop + index / columns() * tileHeight;
        return new Area(
                Math.max(x, left), Math.max(y, top), Math.min(x + tileWidth, right), Math.min(y + tileHeight, bottom));
    }
}
