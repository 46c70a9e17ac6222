// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/*
 * The decoder gets the tables, the frame and the scans, led by one marker that says plainly what the three channels
 * mean. Left alone, the JDK's reader takes an unmarked JPEG without chroma subsampling for RGB when its channels are not
 * numbered from 1, which turns it pink and green; all other decoders say YCbCr.
 */
/** What stands before the pixels of a JPEG. */
final class JpegHeader implements JdkHeader {
    private static final byte[] YCBCR = {
        (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final byte[] RGB = {
        (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    private static final byte[] BARE = {(byte) 0xFF, (byte) 0xD8};
    private static final int BLOCK = 8;

    private final byte[] data;
    private final JpegMarkers markers;

    private JpegHeader(byte[] data, JpegMarkers markers) {
        this.data = data;
        this.markers = markers;
    }

    static JpegHeader read(byte[] data, DecodeLimits limits) {
        JpegMarkers markers = JpegMarkers.read(data, limits.scans());
        JpegFrame frame = markers.frame();
        frame.check();
        // A decoder reserves memory for all coefficients before it notices that there is no data for them. Every
        // block takes at least one bit, so that a header with next to nothing behind it shows itself.
        long blocks = (frame.width() + BLOCK - 1L) / BLOCK * ((frame.height() + BLOCK - 1L) / BLOCK);
        boolean withinLimits = Sizes.within(frame.width(), frame.height(), limits);
        if (withinLimits && blocks > 8L * (data.length - markers.pixels())) {
            throw Faults.cutOff(ImageFormat.JPEG);
        }
        return new JpegHeader(data, markers);
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.JPEG;
    }

    @Override
    public int width() {
        return markers.frame().width();
    }

    @Override
    public int height() {
        return markers.frame().height();
    }

    @Override
    public boolean alpha() {
        return false;
    }

    @Override
    public int orientation() {
        return markers.exif().map(Orientation::inExif).orElse(Orientation.UPRIGHT);
    }

    @Override
    public Optional<byte[]> profile() {
        return markers.profile();
    }

    @Override
    public BufferedImage decode() throws IOException {
        return markers.frame().inks() ? InkSpace.image(Decoder.decodeRaster(this)) : JdkHeader.super.decode();
    }

    @Override
    public Rows rows(BufferedImage decoded) {
        if (!markers.frame().inks()) {
            return Rows.of(decoded);
        }
        WritableRaster raster = decoded.getRaster();
        if (markers.ycck()) {
            JpegInks.fromYcck(raster);
        }
        return new InkRows(raster, markers.adobe(), markers.profile());
    }

    @Override
    public ImageInputStream open() {
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        beginning.writeBytes(markers.frame().inks() ? BARE : markers.rgb() ? RGB : YCBCR);
        beginning.writeBytes(markers.tables());
        return new SplicedInput(beginning.toByteArray(), data, markers.pixels());
    }
}
