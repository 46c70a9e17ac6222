// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import dev.darkroom.benchmarks.figures.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How good the pictures look, and how many bytes they take for it. */
final class Quality {
    private static final String NONE = "";
    private static final List<Wish> WISHES = Job.VARIANTS.wishes();

    private final List<Written> all;
    private final List<Path> pictures;
    private final Findings findings;

    /** The first of the contestants is held against the others. */
    Quality(List<Contestant> contestants, List<Path> pictures, Path folder, Findings findings) {
        this.all = contestants.stream().map(each -> new Written(each, folder)).toList();
        this.pictures = pictures;
        this.findings = findings;
    }

    void ofPhotographs() throws IOException {
        for (Written written : all) {
            written.write(WISHES, pictures);
        }
        List<double[]> likeness = likeness();
        findings.figure("ssim", likeness.get(0), NONE);
        for (int i = 1; i < all.size(); i++) {
            String other = all.get(i).by();
            boolean judge = other.equals("sharp");
            double[] better = differences(likeness.get(0), likeness.get(i));
            findings.figure("ssim_vs_" + other, better, judge ? "at least -0.001" : NONE);
            findings.figure("bytes_vs_" + other, bytes(all.get(0), all.get(i)), judge ? "at most 1.02" : NONE);
        }
    }

    private List<double[]> likeness() throws IOException {
        List<double[]> likeness = new ArrayList<>();
        all.forEach(written -> likeness.add(new double[pictures.size()]));
        for (int at = 0; at < pictures.size(); at++) {
            Path picture = pictures.get(at);
            Reference reference = Reference.of(picture, WISHES);
            for (int i = 0; i < all.size(); i++) {
                Written written = all.get(i);
                likeness.get(i)[at] = reference.likeness(WISHES, wish -> written.of(picture, wish, "jpg"));
            }
        }
        return likeness;
    }

    private static double[] differences(double[] from, double[] of) {
        double[] differences = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            differences[i] = from[i] - of[i];
        }
        return differences;
    }

    private double[] bytes(Written of, Written to) throws IOException {
        double[] ratios = new double[pictures.size()];
        for (int i = 0; i < ratios.length; i++) {
            Path picture = pictures.get(i);
            ratios[i] = (double) of.bytes(picture, WISHES, "jpg") / to.bytes(picture, WISHES, "jpg");
        }
        return ratios;
    }

    void ofZones(ZonePlate zones, Path picture) throws IOException {
        List<Double> aliases = new ArrayList<>();
        for (Written written : all) {
            written.write(WISHES, List.of(picture));
            aliases.add(aliases(zones, written.of(picture)));
            findings.figure("zone_plate_alias_" + written.by(), new double[] {aliases.get(aliases.size() - 1)}, NONE);
        }
        for (int i = 1; i < all.size(); i++) {
            double ratio = aliases.get(0) / aliases.get(i);
            String goal = all.get(i).by().equals("sharp") ? "at most 1" : NONE;
            findings.figure("zone_plate_alias_vs_" + all.get(i).by(), new double[] {ratio}, goal);
        }
    }

    private static double aliases(ZonePlate zones, Path folder) throws IOException {
        double sum = 0;
        for (Wish wish : WISHES) {
            Plane output = Plane.read(folder.resolve(wish.name() + ".jpg"));
            double scale = Math.min((double) zones.width() / output.width(), (double) zones.height() / output.height());
            sum += zones.aliases(output, scale);
        }
        return sum / WISHES.size();
    }

    /** Draws what was written side by side. */
    void draw(List<Path> shown, Path sheet) throws IOException {
        ContactSheet.draw(all, shown, sheet);
    }
}
