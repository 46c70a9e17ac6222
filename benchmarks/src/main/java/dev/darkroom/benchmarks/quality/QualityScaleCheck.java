// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.quality;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares every format that loses something with JPEG, quality by quality. */
public final class QualityScaleCheck {
    private final ImageEngine engine = ImageEngine.standard();
    private final List<ImageContent> pictures = new ArrayList<>();

    /**
     * How a quality of a format compares with the same of JPEG.
     *
     * @param equal the quality at which the format is as similar to the original as JPEG
     * @param bytes how many bytes it takes there, against JPEG's
     */
    public record Comparison(ImageFormat format, int quality, double similarity, double equal, double bytes) {}

    /** Draws some pictures. */
    public QualityScaleCheck(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            pictures.add(PhotoLike.png(i));
        }
    }

    /** Adds the pictures in a folder. */
    public void add(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                pictures.add(ImageContent.of(file));
            }
        }
    }

    /** Measures all formats that the engine writes. */
    public List<Comparison> compare() throws IOException {
        Curve jpeg = Curve.of(ImageFormat.JPEG, engine, pictures);
        List<Comparison> comparisons = new ArrayList<>();
        for (ImageFormat format : List.of(ImageFormat.WEBP, ImageFormat.AVIF)) {
            if (engine.writes().contains(format)) {
                Curve curve = Curve.of(format, engine, pictures);
                for (int quality = 20; quality <= 90; quality += 10) {
                    double equal = curve.reaching(jpeg.similarity(quality));
                    double bytes = curve.bytes(equal) / jpeg.bytes(quality);
                    comparisons.add(new Comparison(format, quality, curve.similarity(quality), equal, bytes));
                }
            }
        }
        return comparisons;
    }
}
