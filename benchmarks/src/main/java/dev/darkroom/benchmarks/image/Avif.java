// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import dev.darkroom.benchmarks.figures.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/*
 * Settings of quality mean something else to each encoder. So Darkroom writes at several, and the bytes are compared
 * where its pictures are as like the reference as sharp's are by default; the processor time is taken at that setting.
 * sharp reads all of them, since ImageIO knows no AVIF.
 */
/** AVIF beside that of sharp as it is by default, at the same likeness. */
final class Avif {
    private static final List<Integer> QUALITIES = List.of(40, 60, 75, 90);
    private static final String ENDING = "avif";
    private static final Wish AS_IT_IS = Wish.fit("decoded", 16_384).in("png");
    private static final List<Wish> WISHES = Job.AVIF.wishes();

    private final Contestant darkroom;
    private final Contestant sharp;
    private final Path folder;
    private final Findings findings;

    Avif(Contestant darkroom, Contestant sharp, Path folder, Findings findings) {
        this.darkroom = darkroom;
        this.sharp = sharp;
        this.folder = folder;
        this.findings = findings;
    }

    /** Returns why Darkroom can't take part, if it can't, which a small picture tells. */
    Optional<String> trouble(Path small) throws IOException {
        return Optional.ofNullable(
                darkroom.carryOut(Order.of(Job.AVIF, List.of(small))).trouble());
    }

    void compare(List<Path> pictures, Race.Pace pace) throws IOException {
        double[] bytes = new double[pictures.size()];
        int qualities = 0;
        for (int i = 0; i < bytes.length; i++) {
            Reference reference = Reference.of(pictures.get(i), WISHES);
            AvifCurve.Point theirs = point(sharp, 0, pictures.get(i), reference);
            AvifCurve ours = curve(pictures.get(i), reference);
            bytes[i] = ours.bytes(theirs.likeness()) / theirs.bytes();
            qualities += ours.quality(theirs.likeness());
        }
        findings.figure("avif_bytes_vs_sharp", bytes, "at most 1.05");
        race(pictures, qualities / bytes.length, pace);
    }

    private AvifCurve curve(Path picture, Reference reference) throws IOException {
        List<AvifCurve.Point> points = new ArrayList<>();
        for (int quality : QUALITIES) {
            points.add(point(darkroom, quality, picture, reference));
        }
        return new AvifCurve(points);
    }

    private AvifCurve.Point point(Contestant contestant, int quality, Path picture, Reference reference)
            throws IOException {
        Path at = folder.resolve("avif-" + quality);
        List<Wish> wishes = at(quality);
        Written written = new Written(contestant, at);
        written.write(wishes, List.of(picture));
        Path decoded = at.resolve(contestant.name() + "-decoded").resolve(picture.getFileName() + "");
        Receipt receipt = sharp.carryOut(Order.written(
                List.of(AS_IT_IS),
                wishes.stream().map(wish -> written.of(picture, wish, ENDING)).toList(),
                decoded));
        if (receipt.trouble() != null) {
            throw new IOException("sharp can't read what " + contestant.name() + " wrote: " + receipt.trouble());
        }
        double likeness =
                reference.likeness(wishes, wish -> decoded.resolve(wish.name()).resolve(AS_IT_IS.name() + ".png"));
        return new AvifCurve.Point(quality, likeness, written.bytes(picture, wishes, ENDING));
    }

    private static List<Wish> at(int quality) {
        return WISHES.stream().map(wish -> wish.quality(quality)).toList();
    }

    private void race(List<Path> pictures, int quality, Race.Pace pace) throws IOException {
        findings.say("image: avif, " + pictures.size() + " picture(s), Darkroom's quality " + quality
                + " looks as sharp's default does");
        Race.Result result = new Race("avif", Order.of(Job.AVIF, pictures).wishes(at(quality)), pace)
                .run(List.of(darkroom, sharp), findings::say);
        findings.figure("avif_cpu_vs_sharp", result.cpuRatios(darkroom.name(), sharp.name()), "at most 0.2");
    }
}
