// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.InterruptedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An output whose colours are needed: its planes are kept while the picture passes, and put together then. */
final class CanvasOutput {
    private final Channels channels;
    private final @Nullable ToSrgb toSrgb;
    private final ScaledPlanes planes;
    private @Nullable Canvas canvas;

    private CanvasOutput(Channels channels, ScaledPlanes planes, @Nullable ToSrgb toSrgb) {
        this.channels = channels;
        this.planes = planes;
        this.toSrgb = toSrgb;
    }

    /** Asks for a picture whose colours are brought to sRGB by what does so, if they are not there. */
    static CanvasOutput of(Development development, Window upright, @Nullable ToSrgb toSrgb) {
        return new CanvasOutput(development.channels(), development.planes(upright), toSrgb);
    }

    /** Asks for the same, scaled in light. */
    static CanvasOutput lit(Development development, Window upright, @Nullable ToSrgb toSrgb, List<Light> lights) {
        ScaledPlanes planes = development.litPlanes(upright, lights);
        return new CanvasOutput(development.channels().asColours(), planes, toSrgb);
    }

    /** Returns the finished picture, once it has passed. */
    Canvas canvas() throws InterruptedIOException {
        if (canvas == null) {
            canvas = putTogether();
            if (toSrgb != null) {
                toSrgb.apply(canvas);
            }
        }
        return canvas;
    }

    private Canvas putTogether() {
        Canvas whole = new Canvas(planes.width(0), planes.height(0), channels != Channels.RGBA);
        byte[][] samples = new byte[planes.planes()][];
        for (int plane = 0; plane < samples.length; plane++) {
            samples[plane] = planes.upright(plane);
        }
        switch (channels) {
            case GRAY -> gray(samples[0], whole.data());
            case YCBCR -> ycbcr(samples[0], samples[1], samples[2], whole.data());
            case RGB -> rgb(samples[0], samples[1], samples[2], whole.data());
            case RGBA -> rgba(samples, whole.data());
        }
        return whole;
    }

    private static void gray(byte[] gray, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = (gray[i] & 0xFF) * 0x010101;
        }
    }

    private static void ycbcr(byte[] luma, byte[] blueness, byte[] redness, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = Ycc.rgb(luma[i] & 0xFF, blueness[i] & 0xFF, redness[i] & 0xFF);
        }
    }

    private static void rgb(byte[] red, byte[] green, byte[] blue, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = (red[i] & 0xFF) << 16 | (green[i] & 0xFF) << 8 | (blue[i] & 0xFF);
        }
    }

    /** The filter overshoots beside hard edges; a multiplied colour is never larger than its alpha. */
    private static void rgba(byte[][] samples, int[] target) {
        for (int i = 0; i < target.length; i++) {
            int alpha = samples[3][i] & 0xFF;
            int red = Math.min(samples[0][i] & 0xFF, alpha);
            int green = Math.min(samples[1][i] & 0xFF, alpha);
            int blue = Math.min(samples[2][i] & 0xFF, alpha);
            target[i] = alpha << 24 | red << 16 | green << 8 | blue;
        }
    }
}
