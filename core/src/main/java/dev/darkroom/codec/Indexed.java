// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.Arrays;
import java.util.List;

/*
 * What is lost at a pixel is made up for by those to the right and below (Floyd and Steinberg), but only where it helps:
 * where colours change slowly, and steps between them would be seen as bands. Across an edge it would put dots beside a
 * line, and a difference that nobody sees would only make the file longer.
 */
/** A picture as numbers of a few colours. */
final class Indexed {
    private static final int CHANNELS = 4;

    private static final int VISIBLE = 2;
    private static final int EDGE = 24;

    private final int width;
    private final int[] colours;
    private final int[] palette;
    private final int[] pixels;
    private final byte[] numbers;
    private final NearestColour nearest;
    private float[] owedHere;
    private float[] owedBelow;

    /** Both the colours and the pixels are looked at with alpha multiplied in. */
    private Indexed(Pixels picture, List<Integer> chosen) {
        this.width = picture.width();
        this.colours = chosen.stream().mapToInt(Integer::intValue).toArray();
        this.palette = Arrays.stream(colours).map(Canvas::multiplied).toArray();
        this.nearest = new NearestColour(palette);
        this.pixels = Arrays.stream(picture.data()).map(Canvas::multiplied).toArray();
        this.numbers = new byte[pixels.length];
        this.owedHere = new float[CHANNELS * width];
        this.owedBelow = new float[CHANNELS * width];
    }

    /** Chooses the colours, and finds the nearest one for each pixel. */
    static Indexed of(Pixels picture) {
        Indexed indexed = new Indexed(picture, FewColours.of(picture.data()));
        indexed.number();
        return indexed;
    }

    /** Returns the colours as 0xAARRGGBB, those with alpha first. */
    int[] colours() {
        return colours;
    }

    /** Returns the number of each pixel's colour. */
    byte[] numbers() {
        return numbers;
    }

    private void number() {
        for (int at = 0; at < pixels.length; at++) {
            int x = at % width;
            int wanted = wanted(at, x);
            int number = nearest.to(wanted);
            numbers[at] = (byte) number;
            if (distance(wanted, palette[number]) >= VISIBLE) {
                spread(at, x, wanted, palette[number]);
            }
            if (x == width - 1) {
                nextRow();
            }
        }
    }

    private void nextRow() {
        float[] done = owedHere;
        owedHere = owedBelow;
        owedBelow = done;
        Arrays.fill(done, 0);
    }

    private int wanted(int at, int x) {
        int wanted = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int value = Math.round(NearestColour.channel(pixels[at], channel) + owedHere[CHANNELS * x + channel]);
            wanted = wanted << Byte.SIZE | Math.max(0, Math.min(255, value));
        }
        return wanted;
    }

    private static int distance(int one, int other) {
        int most = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            most = Math.max(
                    most, Math.abs(NearestColour.channel(one, channel) - NearestColour.channel(other, channel)));
        }
        return most;
    }

    private void spread(int at, int x, int wanted, int given) {
        boolean below = at + width < pixels.length;
        int[] missing = new int[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            missing[channel] = NearestColour.channel(wanted, channel) - NearestColour.channel(given, channel);
        }
        int pixel = pixels[at];
        owe(pixel, at + 1, x + 1, missing, 7 / 16f, owedHere);
        if (below) {
            owe(pixel, at + width - 1, x - 1, missing, 3 / 16f, owedBelow);
            owe(pixel, at + width, x, missing, 5 / 16f, owedBelow);
            owe(pixel, at + width + 1, x + 1, missing, 1 / 16f, owedBelow);
        }
    }

    /** Passes on a share of what is missing to a neighbour, if that is part of the same thing. */
    private void owe(int pixel, int to, int column, int[] missing, float share, float[] owed) {
        if (column >= 0 && column < width && distance(pixel, pixels[to]) <= EDGE) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                owed[CHANNELS * column + channel] += share * missing[channel];
            }
        }
    }
}
