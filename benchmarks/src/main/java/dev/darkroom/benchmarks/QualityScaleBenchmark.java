// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import dev.darkroom.benchmarks.quality.QualityScaleCheck;
import dev.darkroom.benchmarks.quality.QualityScaleCheck.Comparison;
import java.nio.file.Path;
import java.util.Locale;

/** Whether the same quality looks the same in each format: where JPEG's SSIM is reached, and with how many bytes. */
final class QualityScaleBenchmark implements NamedBenchmark {

    @Override
    public String name() {
        return "quality-scale";
    }

    @Override
    public String purpose() {
        return "Finds the qualities of WebP and AVIF that look like those of JPEG; --pictures FOLDER adds photos";
    }

    @Override
    public void run(Options options, Report report) throws Exception {
        QualityScaleCheck check = new QualityScaleCheck(options.quick() ? 1 : 3);
        String folder = options.value("pictures", "");
        options.refuseUnknown();
        if (!folder.isEmpty()) {
            check.add(Path.of(folder));
        }
        for (Comparison one : check.compare()) {
            String name = one.format().name().toLowerCase(Locale.ROOT) + "_" + one.quality();
            report.figure("quality_equal_" + name, new double[] {one.equal()}, String.valueOf(one.quality()));
            report.figure("bytes_equal_" + name, new double[] {one.bytes()});
        }
    }
}
