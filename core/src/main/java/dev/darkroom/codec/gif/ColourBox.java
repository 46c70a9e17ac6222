// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.gif;

import java.util.List;

/** Some colours that stand together in a {@link Histogram}, and how far they lie apart. */
final class ColourBox {
    private final Histogram histogram;
    private final int from;
    private final int to;
    private final double[] mean = new double[Histogram.CHANNELS];
    private final double[] spread = new double[Histogram.CHANNELS];

    ColourBox(Histogram histogram, int from, int to) {
        this.histogram = histogram;
        this.from = from;
        this.to = to;
        for (int channel = 0; channel < mean.length; channel++) {
            measure(channel);
        }
    }

    private void measure(int channel) {
        double pixels = 0;
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            double value = histogram.value(i, channel);
            pixels += histogram.pixels(i);
            sum += histogram.pixels(i) * value;
            squares += histogram.pixels(i) * value * value;
        }
        mean[channel] = sum / pixels;
        spread[channel] = (squares - sum * sum / pixels) * Histogram.weight(channel);
    }

    /** Returns how far the colours lie from their mean, all pixels together. */
    double spread() {
        return to - from == 1 ? 0 : spread[0] + spread[1] + spread[2];
    }

    /** Returns the mean colour as 0xRRGGBB. */
    int colour() {
        return (int) Math.round(mean[0]) << 16 | (int) Math.round(mean[1]) << 8 | (int) Math.round(mean[2]);
    }

    /** Cuts at the mean of the channel in which the colours differ most; nothing comes of it if all lie on one side. */
    List<ColourBox> cut() {
        int widest = 0;
        for (int channel = 1; channel < spread.length; channel++) {
            widest = spread[channel] > spread[widest] ? channel : widest;
        }
        int middle = histogram.partition(from, to, widest, mean[widest]);
        return middle == from || middle == to
                ? List.of()
                : List.of(new ColourBox(histogram, from, middle), new ColourBox(histogram, middle, to));
    }
}
