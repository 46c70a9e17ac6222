// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import dev.darkroom.benchmarks.image.ImageComparison;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Darkroom's image engine beside others. */
final class ImageBenchmark implements NamedBenchmark {
    private static final String ALL = String.join(",", ImageComparison.PARTS);
    private static final Path FOLDER = Path.of("target", "image");

    @Override
    public String name() {
        return "image";
    }

    @Override
    public String purpose() {
        return "Processor time, quality and memory of image engines side by side; --sharp --pictures DIR --only=" + ALL;
    }

    @Override
    public void run(Options options, Report report) throws Exception {
        boolean quick = options.quick();
        boolean sharp = options.flag("sharp");
        String photographs = options.value("pictures", "");
        List<String> parts = Arrays.asList(options.value("only", ALL).split(",", -1));
        options.refuseUnknown();
        if (!ImageComparison.PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("--only takes some of " + ALL + ", not " + parts);
        }
        Optional<Path> folder = photographs.isEmpty() ? Optional.empty() : Optional.of(Path.of(photographs));
        new ImageComparison(FOLDER, folder, quick, sharp, report.findings()).run(parts);
    }
}
