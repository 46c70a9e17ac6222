// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import net.coobird.thumbnailator.resizers.Resizers;

/*
 * Small outputs start from a level that is already halved, instead of each walking over the whole picture again. A
 * level is used only while it has at least twice the pixels along each side, so that its averaging can't be seen.
 */
/** A picture and its halves, quarters and so on, made when they are needed. */
final class Pyramid {
    /** How many times larger than its output a level stays. */
    static final int RESERVE = 2;

    private final List<Canvas> levels = new ArrayList<>();

    Pyramid(Canvas picture) {
        levels.add(picture);
    }

    /** Returns a new canvas with what the placement asks for. */
    Canvas scaled(Placement placement) {
        Canvas source = levelFor(placement);
        Rectangle crop = placement.crop(source.width(), source.height());
        boolean larger = placement.width() > crop.width || placement.height() > crop.height;
        return larger
                ? enlarged(source, crop, placement)
                : Resampler.scaled(source, crop, placement.width(), placement.height());
    }

    private static Canvas enlarged(Canvas source, Rectangle crop, Placement placement) {
        Canvas target = new Canvas(placement.width(), placement.height(), source.opaque());
        BufferedImage part = source.image().getSubimage(crop.x, crop.y, crop.width, crop.height);
        Resizers.BICUBIC.resize(part, target.image());
        return target;
    }

    private Canvas levelFor(Placement placement) {
        int level = 0;
        while (true) {
            Canvas canvas = levels.get(level);
            if (placement.scale(canvas.width() / 2, canvas.height() / 2) < RESERVE) {
                return canvas;
            }
            level++;
            if (level == levels.size()) {
                levels.add(half(canvas));
            }
        }
    }

    private static Canvas half(Canvas canvas) {
        Canvas half = new Canvas((canvas.width() + 1) / 2, (canvas.height() + 1) / 2, canvas.opaque());
        int[] target = half.data();
        for (int y = 0, at = 0; y < half.height(); y++) {
            int upper = 2 * y * canvas.width();
            int lower = Math.min(2 * y + 1, canvas.height() - 1) * canvas.width();
            for (int x = 0; x < half.width(); x++, at++) {
                int left = 2 * x;
                int right = Math.min(left + 1, canvas.width() - 1);
                target[at] = average(canvas.data(), upper + left, upper + right, lower + left, lower + right);
            }
        }
        return half;
    }

    /** Averages four pixels, two channels at a time: each sum has 10 bits and the channels lie 16 apart. */
    private static int average(int[] data, int a, int b, int c, int d) {
        int even = (data[a] & 0xFF00FF) + (data[b] & 0xFF00FF) + (data[c] & 0xFF00FF) + (data[d] & 0xFF00FF);
        int odd = ((data[a] >>> 8) & 0xFF00FF)
                + ((data[b] >>> 8) & 0xFF00FF)
                + ((data[c] >>> 8) & 0xFF00FF)
                + ((data[d] >>> 8) & 0xFF00FF);
        return (((even + 0x20002) >>> 2) & 0xFF00FF) | ((((odd + 0x20002) >>> 2) & 0xFF00FF) << 8);
    }
}
