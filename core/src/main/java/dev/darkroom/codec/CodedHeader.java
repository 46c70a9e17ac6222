// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.util.List;
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
    public PlanarPicture planes(Reducible reducible) throws IOException {
        Pixels pixels = sized(decoded(), width(), height(), format);
        return new RowsPicture(new PixelRows(pixels), alpha(), 3);
    }

    private static Pixels sized(Pixels pixels, int width, int height, ImageFormat format) {
        if (pixels.width() != width || pixels.height() != height) {
            throw Faults.broken(format, "its size is given in two ways");
        }
        return pixels;
    }

    @Override
    public Optional<Animation> animation() {
        return picture instanceof AnimatedPicture animated
                        && animated.timeline().size() > 1
                ? Optional.of(new CodedAnimation(format, animated))
                : Optional.empty();
    }

    /** The frames that a codec decodes. */
    private record CodedAnimation(ImageFormat format, AnimatedPicture picture) implements Animation {

        @Override
        public List<AnimationFrame> frames() {
            return picture.timeline();
        }

        @Override
        public int plays() {
            return picture.plays();
        }

        @Override
        public Rows rows(int index) throws IOException {
            AnimationFrame frame = picture.timeline().get(index);
            try {
                return new PixelRows(sized(picture.decode(index), frame.width(), frame.height(), format));
            } catch (IOException e) {
                throw Faults.mayPass(e);
            }
        }
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
