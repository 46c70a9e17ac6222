// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.FineSink;
import java.util.List;

/** Turns the scaled light of one output into numbers again. */
final class LitPlanes implements FineSink {
    private static final int ALPHA = 3;
    private static final int MOST = 255;

    private final List<Light> lights;
    private final ScaledPlanes planes;
    private final Abreast<float[]> rows;

    LitPlanes(List<Light> lights, ScaledPlanes planes) {
        this.lights = lights;
        this.planes = planes;
        this.rows = new Abreast<>(planes.planes());
    }

    @Override
    public void row(int plane, float[] samples) {
        rows.add(plane, samples);
        while (rows.isReady()) {
            keep(rows.next());
        }
    }

    private void keep(List<float[]> row) {
        int width = row.get(0).length;
        byte[] numbers = new byte[width];
        for (int plane = 0; plane < row.size(); plane++) {
            float[] light = row.get(plane);
            float[] alpha = row.get(row.size() - 1);
            for (int x = 0; x < width; x++) {
                numbers[x] = (byte)
                        (row.size() <= ALPHA ? lights.get(plane).number(light[x]) : number(plane, light[x], alpha[x]));
            }
            planes.rows(plane, numbers, 0, width, 1);
        }
    }

    private int number(int plane, float light, float alpha) {
        int share = Math.round(MOST * Math.max(0, Math.min(1, alpha)));
        return plane == ALPHA || share == 0
                ? share
                : Canvas.times(lights.get(plane).number(light / alpha), share);
    }
}
