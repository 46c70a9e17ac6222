// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.fuzz;

import dev.darkroom.avif.Av1Target;
import dev.darkroom.avif.HeifTarget;
import dev.darkroom.codec.AnswerTarget;
import dev.darkroom.codec.EngineTarget;
import dev.darkroom.codec.HeaderTarget;
import dev.darkroom.codec.ProfileTarget;
import dev.darkroom.codec.RareTarget;
import dev.darkroom.http.TextTarget;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.metadata.MetadataTarget;
import dev.darkroom.webp.WebpTarget;
import java.util.Map;
import java.util.TreeMap;

/** All that is fuzzed. */
final class Targets {
    private Targets() {}

    /** Returns the targets by their names, which are those of the folders with kept inputs too. */
    static Map<String, Watched> byName() {
        Map<String, Watched> targets = new TreeMap<>();
        all().forEach((name, target) -> targets.put(name, new Watched(target)));
        return targets;
    }

    private static Map<String, Target> all() {
        return Map.ofEntries(
                Map.entry("jpeg", new JpegTarget()),
                Map.entry("jpeg-header", new HeaderTarget(ImageFormat.JPEG)),
                Map.entry("png", new HeaderTarget(ImageFormat.PNG)),
                Map.entry("gif", new HeaderTarget(ImageFormat.GIF)),
                Map.entry("bmp", new HeaderTarget(ImageFormat.BMP)),
                Map.entry("tiff", new HeaderTarget(ImageFormat.TIFF)),
                Map.entry("ico", new HeaderTarget(ImageFormat.ICO)),
                Map.entry("tga", new HeaderTarget(ImageFormat.TGA)),
                Map.entry("rare", new RareTarget()),
                Map.entry("webp", new WebpTarget()),
                Map.entry("heif", new HeifTarget()),
                Map.entry("av1", new Av1Target()),
                Map.entry("profile", new ProfileTarget()),
                Map.entry("metadata", new MetadataTarget()),
                Map.entry("engine", new EngineTarget()),
                Map.entry("answer", new AnswerTarget()),
                Map.entry("text", new TextTarget()));
    }
}
