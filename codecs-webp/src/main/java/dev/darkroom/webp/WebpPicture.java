// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import dev.darkroom.codec.CodedPicture;
import dev.darkroom.codec.Enclosed;
import dev.darkroom.codec.ExifOrientation;
import dev.darkroom.codec.Pixels;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/*
 * A file is a list of chunks: either one with a picture, or VP8X with the size and flags, and then profile, animation
 * frames or a picture, EXIF and so on. See RFC 9649.
 */
/** A WebP file whose chunks were found; the native library gets to see nothing but those of one frame. */
class WebpPicture implements CodedPicture {
    private static final int EXTENDED_LENGTH = 10;
    private static final int UPRIGHT = 1;

    private final List<Chunk> chunks;
    private final WebpFrame first;
    private final int width;
    private final int height;

    WebpPicture(List<Chunk> chunks, WebpFrame first, int width, int height) {
        this.chunks = chunks;
        this.first = first;
        this.width = width;
        this.height = height;
    }

    static WebpPicture read(byte[] data) {
        List<Chunk> chunks = Chunk.ofFile(data);
        Optional<Chunk> extended = chunks.stream()
                .limit(1)
                .filter(chunk -> chunk.is("VP8X") && chunk.length() >= EXTENDED_LENGTH)
                .findFirst();
        return extended.isPresent() ? extended(chunks, extended.get()) : simple(chunks);
    }

    private static WebpPicture simple(List<Chunk> chunks) {
        WebpFrame frame = WebpFrame.still(chunks, false);
        return new WebpPicture(chunks, frame, frame.width(), frame.height());
    }

    private static WebpPicture extended(List<Chunk> chunks, Chunk extended) {
        int width = extended.triple(4) + 1;
        int height = extended.triple(7) + 1;
        boolean alpha = (extended.unsigned(0) & RiffWriter.ALPHA) != 0;
        if ((extended.unsigned(0) & RiffWriter.ANIMATION) == 0) {
            WebpFrame frame = WebpFrame.still(chunks, alpha);
            if (frame.width() != width || frame.height() != height) {
                throw Rejections.broken("its size is given in two ways");
            }
            return new WebpPicture(chunks, frame, width, height);
        }
        return WebpAnimation.read(chunks, width, height, alpha);
    }

    @Override
    public final int width() {
        return width;
    }

    @Override
    public final int height() {
        return height;
    }

    @Override
    public final boolean alpha() {
        return first.alpha() || !fills();
    }

    private boolean fills() {
        return first.width() == width && first.height() == height;
    }

    @Override
    public final int orientation() {
        return bytes("EXIF").map(ExifOrientation::in).orElse(UPRIGHT);
    }

    @Override
    public final Optional<byte[]> profile() {
        return bytes("ICCP");
    }

    private Optional<byte[]> bytes(String name) {
        return chunks.stream().filter(chunk -> chunk.is(name)).findFirst().map(Chunk::bytes);
    }

    @Override
    public int frames() {
        return 1;
    }

    @Override
    public final Pixels decode() throws IOException {
        Pixels pixels = first.decode();
        return fills() ? pixels : placed(pixels);
    }

    /** Returns a still picture with something beside it. */
    byte[] with(Enclosed enclosed) {
        RiffWriter file = RiffWriter.ofFile();
        int flags = first.alpha() ? RiffWriter.ALPHA : 0;
        flags |= enclosed.profile().isPresent() ? RiffWriter.PROFILE : 0;
        flags |= enclosed.exif().isPresent() ? RiffWriter.EXIF : 0;
        flags |= enclosed.xmp().isPresent() ? RiffWriter.XMP : 0;
        file.extended(width, height, flags);
        enclosed.profile().ifPresent(profile -> file.add("ICCP", profile));
        first.writeTo(file);
        enclosed.exif().ifPresent(exif -> file.add("EXIF", exif));
        enclosed.xmp().ifPresent(xmp -> file.add("XMP ", xmp));
        return file.toFile();
    }

    private Pixels placed(Pixels frame) {
        int[] canvas = new int[width * height];
        int[] pixels = frame.toArray();
        for (int y = 0; y < frame.height(); y++) {
            System.arraycopy(pixels, y * frame.width(), canvas, (first.y() + y) * width + first.x(), frame.width());
        }
        return new Pixels(width, height, canvas);
    }
}
