// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.Rendered;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;

/** Thumbnailator as its pages show it: called once for each output, and once for a small copy to read colours from. */
final class ThumbnailatorMaker implements Maker {
    private static final int SAMPLE_SIDE = 128;

    private final PaletteReading colours = new PaletteReading();

    @Override
    public List<Made> make(Path picture, List<Wish> wishes, boolean palette) throws IOException {
        List<Made> all = new ArrayList<>();
        for (Wish wish : wishes) {
            if (!wish.formats().equals(List.of("jpg"))) {
                throw new IllegalArgumentException(
                        "Thumbnailator writes what ImageIO does, and that is not " + wish.formats());
            }
            all.add(new Made(wish.name() + ".jpg", jpeg(picture, wish)));
        }
        if (palette) {
            readColours(picture);
        }
        return all;
    }

    private static ImageContent jpeg(Path picture, Wish wish) throws IOException {
        var thumbnail = Thumbnails.of(picture.toFile()).size(wish.width(), wish.height());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        (wish.crop() ? thumbnail.crop(Positions.CENTER) : thumbnail)
                .outputFormat("jpg")
                .outputQuality(wish.quality() / 100.0)
                .toOutputStream(bytes);
        return ImageContent.of(bytes.toByteArray());
    }

    private void readColours(Path picture) throws IOException {
        BufferedImage small =
                Thumbnails.of(picture.toFile()).size(SAMPLE_SIDE, SAMPLE_SIDE).asBufferedImage();
        int width = small.getWidth();
        int height = small.getHeight();
        Pixels pixels = new Pixels(width, height, small.getRGB(0, 0, width, height, null, 0, width));
        ImageInfo info = new ImageInfo(ImageFormat.JPEG, width, height, 1, false);
        colours.read(new Rendered(info, List.of(), Optional.of(pixels)));
    }
}
