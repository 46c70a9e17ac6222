// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/*
 * No photographs are shipped, so pictures are drawn that are like them in what costs an engine time: about as many bytes
 * for a pixel, brightness spread over coarse and fine as in nature, even areas beside busy ones, sharp edges, sky and
 * skin, and the noise of a sensor. The same seed draws the same picture, in any size.
 */
/** A landscape with a sky, three ranges of hills, a meadow, houses and faces before it. */
final class Landscape implements PixelRows {
    private static final int RANGES = 3;
    private static final Colour HAZE = Colour.of(0xB4C3D2);

    private final int width;
    private final int height;
    private final long seed;
    private final Texture surface;
    private final Texture clouds;
    private final Texture tints;
    private final float[][] ridges = new float[RANGES][];
    private final List<Shape> shapes = new ArrayList<>();
    private final Colour zenith;
    private final Colour meadow;
    private final float busy;

    Landscape(long seed, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        this.width = width;
        this.height = height;
        this.seed = Octave.mixed(seed);
        this.surface = new Texture(random.nextLong(), width, width / 24.0, 1.2, 0.95f);
        this.clouds = new Texture(random.nextLong(), width, width / 3.0, width / 250.0, 0.55f);
        this.tints = new Texture(random.nextLong(), width, width / 6.0, width / 800.0, 0.7f);
        this.zenith = Colour.of(random.nextBoolean() ? 0x3F76B8 : 0x6F7F9C);
        this.meadow = Colour.of(random.nextBoolean() ? 0x5C7438 : 0x86704A);
        this.busy = 26 + 5 * random.nextInt(6);
        raiseRidges(random);
        buildHouses(random);
        placeBalls(random);
    }

    private void raiseRidges(SplittableRandom random) {
        double top = 0.25 + 0.2 * random.nextDouble();
        for (int range = 0; range < RANGES; range++) {
            Texture line = new Texture(random.nextLong(), width, width / 3.0, 3, 0.5f);
            float[] ridge = line.row(0).clone();
            double middle = (top + 0.13 * range) * height;
            for (int x = 0; x < width; x++) {
                ridge[x] = (float) (middle + 0.06 * height * ridge[x]);
            }
            ridges[range] = ridge;
        }
    }

    private void buildHouses(SplittableRandom random) {
        int houses = 2 + random.nextInt(5);
        for (int i = 0; i < houses; i++) {
            double x = random.nextDouble();
            double tall = 0.08 + 0.22 * random.nextDouble();
            Colour wall = Colour.of(0xB0906F).mixed(Colour.of(0xD8D4C8), (float) random.nextDouble());
            double floor = 0.012 + 0.02 * random.nextDouble();
            shapes.add(new Shape.House(x, 0.62 - tall, 0.06 + 0.08 * random.nextDouble(), tall, floor, wall));
        }
    }

    private void placeBalls(SplittableRandom random) {
        int faces = 1 + random.nextInt(4);
        for (int i = 0; i < faces; i++) {
            Colour skin = Colour.of(0xE8B998).mixed(Colour.of(0x8A5A3C), (float) random.nextDouble());
            place(random, 0.04 + 0.07 * random.nextDouble(), skin);
        }
        for (int colour : new int[] {0xC8281E, 0xE8C020, 0x1E50A0}) {
            place(random, 0.01 + 0.02 * random.nextDouble(), Colour.of(colour));
        }
    }

    private void place(SplittableRandom random, double radius, Colour colour) {
        shapes.add(new Shape.Ball(random.nextDouble(), 0.4 + 0.3 * random.nextDouble(), radius, colour));
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void draw(int y, int[] rgb) {
        float[] grain = surface.row(y);
        float[] cloud = clouds.row(y);
        float[] tint = tints.row(y);
        List<Shape> met = shapes.stream()
                .filter(shape -> shape.reaches((double) y / width))
                .toList();
        for (int x = 0; x < width; x++) {
            Colour colour = land(x, y, grain[x], cloud[x]);
            for (Shape shape : met) {
                colour = before(colour, shape, x, y, grain[x]);
            }
            rgb[x] = exposed(colour, tint[x], x, y);
        }
    }

    private Colour land(int x, int y, float grain, float cloud) {
        for (int range = RANGES - 1; range >= 0; range--) {
            float below = y - ridges[range][x];
            if (below > 0) {
                float near = (range + 1f) / RANGES;
                float depth = Math.min(1, below / (0.4f * height));
                float contrast = busy * (0.25f + 0.75f * near * (0.5f + 0.5f * depth));
                return HAZE.mixed(meadow, 0.25f + 0.75f * near * near).brighter(contrast * grain - 20 * depth * near);
            }
        }
        float low = Math.min(1, y / (0.5f * height));
        float covered = Math.max(0, Math.min(1, 0.3f + 0.8f * cloud));
        return zenith.mixed(HAZE.brighter(20), low).mixed(Colour.of(0xF2F2F0), 0.8f * covered);
    }

    private Colour before(Colour behind, Shape shape, int x, int y, float grain) {
        double atX = (double) x / width;
        double atY = (double) y / width;
        float covers = shape.covers(atX, atY, 1.0 / width);
        return covers == 0 ? behind : behind.mixed(shape.at(atX, atY).brighter(0.15f * busy * grain), covers);
    }

    private int exposed(Colour colour, float tint, int x, int y) {
        long bits = Octave.mixed(seed + (long) y * width + x);
        float bright = 1.8f * noise(bits);
        int red = eightBits(colour.red() + 5 * tint + bright + 0.9f * noise(bits >>> 16));
        int green = eightBits(colour.green() + bright);
        int blue = eightBits(colour.blue() - 6 * tint + bright + 1.2f * noise(bits >>> 32));
        return red << 16 | green << 8 | blue;
    }

    /** Returns something near to a normal distribution out of the lowest 16 bits. */
    private static float noise(long bits) {
        long sum = (bits & 15) + (bits >> 4 & 15) + (bits >> 8 & 15) + (bits >> 12 & 15);
        return (sum - 30) / 9.2f;
    }

    private static int eightBits(float value) {
        return Math.max(0, Math.min(255, Math.round(value)));
    }
}
