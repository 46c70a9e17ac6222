// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.Interruption;
import dev.darkroom.codec.plane.PlaneSink;
import java.io.IOException;

/** A picture whose pixels were decoded before. */
final class RowsPicture implements PlanarPicture {
    private final Rows rows;
    private final Channels channels;
    private final int profileChannels;

    RowsPicture(Rows rows, boolean alpha, int profileChannels) {
        this.rows = rows;
        this.profileChannels = profileChannels;
        this.channels = alpha ? Channels.RGBA : Channels.RGB;
    }

    @Override
    public Channels channels() {
        return channels;
    }

    @Override
    public int profileChannels() {
        return profileChannels;
    }

    @Override
    public int width(int plane) {
        return rows.width();
    }

    @Override
    public int height(int plane) {
        return rows.height();
    }

    @Override
    public double pixelsAcross(int plane) {
        return 1;
    }

    @Override
    public double pixelsDown(int plane) {
        return 1;
    }

    @Override
    public boolean isDecoded() {
        return true;
    }

    @Override
    public void pass(PlaneSink sink) throws IOException {
        int[] argb = new int[rows.width()];
        byte[][] planes = new byte[channels.planes()][rows.width()];
        for (int y = 0; y < rows.height(); y++) {
            Interruption.check();
            rows.read(y, argb);
            split(argb, planes);
            for (int plane = 0; plane < planes.length; plane++) {
                sink.rows(plane, planes[plane], 0, rows.width(), 1);
            }
        }
    }

    private void split(int[] argb, byte[][] planes) {
        boolean alpha = channels == Channels.RGBA;
        for (int x = 0; x < argb.length; x++) {
            int pixel = alpha ? Canvas.multiplied(argb[x]) : argb[x];
            planes[0][x] = (byte) (pixel >> 16);
            planes[1][x] = (byte) (pixel >> 8);
            planes[2][x] = (byte) pixel;
            if (alpha) {
                planes[3][x] = (byte) (pixel >>> 24);
            }
        }
    }
}
