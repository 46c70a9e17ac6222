// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.util.Optional;

/** Makes a header of what a codec opened. */
record CodedHeader(ImageFormat format, CodedPicture picture) implements Header {
    @Override
    public int width() {
        return picture.width();
    }

    @Override
    public int height() {
        return picture.height();
    }

    @Override
    public boolean alpha() {
        return picture.alpha();
    }

    @Override
    public int orientation() {
        return picture.orientation();
    }

    @Override
    public Optional<byte[]> profile() {
        return picture.profile();
    }

    @Override
    public Optional<ToSrgb> toSrgb(int channels) {
        return profile().isPresent()
                ? Header.super.toSrgb(channels)
                : picture.codes().flatMap(codes -> codes.toSrgb(channels));
    }

    @Override
    public PlanarPicture planes(double reducible) throws IOException {
        Pixels pixels = decoded();
        if (pixels.width() != width() || pixels.height() != height()) {
            throw Faults.broken(format, "its size is given in two ways");
        }
        return new RowsPicture(new PixelRows(pixels), alpha(), 3);
    }

    private Pixels decoded() throws IOException {
        try {
            return picture.decode();
        } catch (IOException e) {
            throw Faults.mayPass(e);
        }
    }

    /** The rows of pixels in memory. */
    private record PixelRows(Pixels pixels) implements Rows {

        @Override
        public int width() {
            return pixels.width();
        }

        @Override
        public int height() {
            return pixels.height();
        }

        @Override
        public void read(int y, int[] argb) {
            System.arraycopy(pixels.data(), y * width(), argb, 0, width());
        }
    }
}
