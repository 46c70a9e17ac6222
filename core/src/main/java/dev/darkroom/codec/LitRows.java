// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.Axis;
import dev.darkroom.codec.plane.FineSink;
import dev.darkroom.codec.plane.PlaneScaler;
import dev.darkroom.codec.plane.PlaneSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/*
 * Luma and chroma say nothing about light by themselves: all planes of a row are there before any of it is turned into
 * light. Alpha is multiplied in as light, too, for the same reason as elsewhere.
 */
/** Turns a picture's rows into light, and has outputs scaled from that. */
final class LitRows implements PlaneSink {
    private static final int ALPHA = 3;
    private static final float OPAQUE = 255;

    private final int width;
    private final Channels from;
    private final List<Light> lights;
    private final Abreast<byte[]> rows;
    private final List<PlaneScaler> scalers = new ArrayList<>();

    LitRows(int width, int height, Channels from, List<Light> lights) {
        this.width = width;
        this.from = from;
        this.lights = lights;
        this.rows = new Abreast<>(from.planes());
        for (int plane = 0; plane < from.asColours().planes(); plane++) {
            scalers.add(new PlaneScaler(width, height));
        }
    }

    /** Adds an output. */
    void add(Axis across, Axis down, double reserve, int lobes, FineSink sink) {
        for (int plane = 0; plane < scalers.size(); plane++) {
            scalers.get(plane).add(across, down, reserve, lobes, plane, sink);
        }
    }

    @Override
    public void rows(int plane, byte[] samples, int offset, int stride, int count) throws IOException {
        for (int y = 0; y < count; y++) {
            byte[] row = new byte[width];
            System.arraycopy(samples, offset + y * stride, row, 0, width);
            rows.add(plane, row);
        }
        while (rows.isReady()) {
            light(rows.next());
        }
    }

    private void light(List<byte[]> planes) throws IOException {
        if (from == Channels.YCBCR) {
            toColours(planes.get(0), planes.get(1), planes.get(2));
        }
        float[] lit = new float[width];
        for (int plane = 0; plane < planes.size(); plane++) {
            if (plane == ALPHA) {
                share(planes.get(ALPHA), lit);
            } else if (from == Channels.RGBA) {
                light(planes.get(plane), planes.get(ALPHA), lights.get(plane), lit);
            } else {
                light(planes.get(plane), lights.get(plane), lit);
            }
            scalers.get(plane).row(lit);
        }
    }

    private void toColours(byte[] first, byte[] second, byte[] third) {
        for (int x = 0; x < width; x++) {
            int rgb = Ycc.rgb(first[x] & 0xFF, second[x] & 0xFF, third[x] & 0xFF);
            first[x] = (byte) (rgb >> 16);
            second[x] = (byte) (rgb >> 8);
            third[x] = (byte) rgb;
        }
    }

    private void light(byte[] numbers, Light light, float[] lit) {
        for (int x = 0; x < width; x++) {
            lit[x] = light.of(numbers[x] & 0xFF);
        }
    }

    private void light(byte[] multiplied, byte[] alphas, Light light, float[] lit) {
        for (int x = 0; x < width; x++) {
            int alpha = alphas[x] & 0xFF;
            lit[x] = alpha == 0 ? 0 : light.of(Canvas.through(multiplied[x] & 0xFF, alpha)) * alpha / OPAQUE;
        }
    }

    private void share(byte[] alphas, float[] shares) {
        for (int x = 0; x < width; x++) {
            shares[x] = (alphas[x] & 0xFF) / OPAQUE;
        }
    }
}
