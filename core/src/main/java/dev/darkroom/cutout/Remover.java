// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cutout;

import dev.darkroom.codec.Pixels;
import org.jspecify.annotations.Nullable;

/** Takes a flat background away and judges its own work. */
final class Remover {
    private static final int LEAST_SIDE = 8;
    private static final int BARELY_SEEN = 13;
    private static final double ALREADY_CUT = 0.02;

    private Remover() {}

    /**
     * What is left of a picture.
     *
     * @param confidence 0 to 1
     * @param subject the part that is left, 0 to 1
     * @param picture the picture with a transparent background, or null when there is no telling
     */
    record Cut(double confidence, double subject, @Nullable Pixels picture) {
        private static final Cut NONE = new Cut(0, 1, null);
    }

    static Cut cut(Pixels picture) {
        double clear = transparent(picture);
        if (clear > ALREADY_CUT) {
            return clear < 1 ? new Cut(1, 1 - clear, picture) : Cut.NONE;
        }
        if (Math.min(picture.width(), picture.height()) < LEAST_SIDE) {
            return Cut.NONE;
        }
        Backdrop backdrop = Backdrop.of(picture);
        float[] distances = new float[picture.width() * picture.height()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = (float) backdrop.distance(i);
        }
        boolean[] background =
                Flood.from(backdrop.border(), picture.width(), picture.height(), distances, backdrop.reach());
        Specks.remove(background, picture.width());
        Outline outline = Outline.of(background, distances, picture.width());
        double confidence = confidence(backdrop, outline);
        Pixels left = confidence == 0 ? null : Rim.soften(picture, backdrop, background);
        return new Cut(confidence, rounded(outline.subject()), left);
    }

    private static double transparent(Pixels picture) {
        int count = 0;
        for (int pixel : picture.toArray()) {
            count += pixel >>> 24 < BARELY_SEEN ? 1 : 0;
        }
        return (double) count / (picture.width() * picture.height());
    }

    /*
     * Each doubt lowers it: a border of many colours, a background that is not smooth, an outline that hardly differs
     * from what is beside it (the flood stopped by chance, or ran into the subject), a subject that is frayed,
     * and one that is hardly there or everywhere.
     */
    private static double confidence(Backdrop backdrop, Outline outline) {
        double border = ramp(backdrop.share(), 0.45, 0.85);
        double smooth = 1 - ramp(backdrop.noise(), 5, 14);
        double edge = ramp(outline.contrast() / backdrop.reach(), 1.2, 3);
        double whole = 1 - ramp(outline.frayed(), 0.15, 0.5);
        double size = ramp(outline.subject(), 0.001, 0.01) * (1 - ramp(outline.subject(), 0.9, 0.98));
        return rounded(border * smooth * edge * whole * size);
    }

    private static double ramp(double value, double none, double full) {
        return Math.max(0, Math.min(1, (value - none) / (full - none)));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
