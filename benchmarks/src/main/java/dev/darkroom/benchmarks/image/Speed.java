// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import dev.darkroom.benchmarks.figures.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the jobs take of Darkroom, and how that stands to what they take of others. */
final class Speed {
    private static final String DARKROOM = "darkroom";
    private static final String SHARP = "sharp";
    private static final String THUMBNAILATOR = "thumbnailator";
    private static final String NONE = "";

    private final Contestants contestants;
    private final Pictures pictures;
    private final boolean quick;
    private final Findings findings;

    Speed(Contestants contestants, Pictures pictures, boolean quick, Findings findings) {
        this.contestants = contestants;
        this.pictures = pictures;
        this.quick = quick;
        this.findings = findings;
    }

    void usual() throws IOException, InterruptedException {
        List<Path> usual = pictures.usual();
        Race.Result thumbnail = raced("thumbnail", Job.THUMBNAIL, usual, quick ? 1 : 3, contestants.all());
        cpu("thumbnail", thumbnail, SHARP, "at most 0.9");
        cpu("thumbnail", thumbnail, THUMBNAILATOR, "at most 0.24");
        Race.Result variants = raced("variants", Job.VARIANTS, usual, 1, contestants.all());
        cpu("variants", variants, SHARP, "at most 0.5");
        cpu("variants", variants, THUMBNAILATOR, "at most 0.19");
        if (variants.has(DARKROOM, SHARP)) {
            findings.figure("variants_wall_vs_sharp", variants.wallRatios(DARKROOM, SHARP), "at most 0.55");
        }
    }

    void large() throws IOException, InterruptedException {
        large("variants_24mp", pictures.of24Megapixels(), quick ? 1 : 5, "at most 0.35");
        large("variants_108mp", pictures.of108Megapixels(), 1, "at most 0.30");
    }

    private void large(String name, Path picture, int times, String goal) throws IOException {
        Race.Result result = raced(name, Job.VARIANTS, List.of(picture), times, contestants.fast());
        cpu(name, result, SHARP, goal);
    }

    void progressive() throws IOException, InterruptedException {
        List<Path> all = pictures.progressive();
        Race.Result thumbnail = raced("thumbnail_progressive", Job.THUMBNAIL, all, quick ? 1 : 3, contestants.fast());
        cpu("thumbnail_progressive", thumbnail, SHARP, "at most 1.2");
        Race.Result variants = raced("variants_progressive", Job.VARIANTS, all, 1, contestants.fast());
        cpu("variants_progressive", variants, SHARP, "at most 0.6");
    }

    void webp() throws IOException, InterruptedException {
        List<Path> usual = pictures.usual();
        Race.Result result = raced("webp", Job.WEBP, usual, 1, contestants.fast());
        cpu("webp", result, SHARP, "at most 0.65");
    }

    private Race.Result raced(String name, Job job, List<Path> all, int times, List<Contestant> among)
            throws IOException {
        Race.Pace pace = quick ? new Race.Pace(2 * times, 2, times) : new Race.Pace(7 * times, 7, times);
        findings.say("image: " + name + ", " + all.size() + " picture(s), " + pace.rounds() + " rounds");
        Race.Result result = new Race(name, Order.of(job, all), pace).run(among, findings::say);
        for (Contestant contestant : among) {
            if (result.has(contestant.name())) {
                String figure = name + "_cpu_ms_" + contestant.name();
                findings.figure(figure, Race.Result.samplesOf(result.cpu(), contestant.name()), NONE);
            }
        }
        return result;
    }

    private void cpu(String name, Race.Result result, String other, String goal) {
        if (result.has(DARKROOM, other)) {
            findings.figure(name + "_cpu_vs_" + other, result.cpuRatios(DARKROOM, other), goal);
        }
    }
}
