// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import dev.darkroom.benchmarks.figures.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Darkroom's engine beside Thumbnailator and sharp: what it takes, how its pictures look, and what it makes do with.
 *
 * <p>Files are kept in a folder: the pictures, what each contestant has made of them, and a sheet of both side by side.
 */
public final class ImageComparison {
    /** What can be measured by itself, in the order in which it is. */
    public static final List<String> PARTS =
            List.of("usual", "large", "progressive", "webp", "avif", "quality", "start", "memory", "refusal");

    private static final ZonePlate ZONES = new ZonePlate(4_000, 3_000);

    private final Path folder;
    private final boolean quick;
    private final boolean withSharp;
    private final Pictures pictures;
    private final Findings findings;

    /** Works on the photographs of a folder, or on pictures that it draws. */
    public ImageComparison(
            Path folder, Optional<Path> photographs, boolean quick, boolean withSharp, Findings findings) {
        this.folder = folder;
        this.quick = quick;
        this.withSharp = withSharp;
        this.pictures = new Pictures(folder.resolve("pictures"), photographs, quick ? 2 : 6);
        this.findings = findings;
    }

    /** Measures these parts. */
    public void run(List<String> parts) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        findings.say("image: each engine in a process of its own, one at a time; Java "
                + System.getProperty("java.version") + " of " + System.getProperty("java.vendor")
                + (withSharp ? "" : "; --sharp adds sharp, which most goals are held against"));
        try (Contestants contestants = new Contestants(folder, withSharp)) {
            for (String part : PARTS) {
                if (parts.contains(part)) {
                    measure(part, contestants);
                }
            }
        }
    }

    private void measure(String part, Contestants contestants) throws IOException, InterruptedException {
        Speed speed = new Speed(contestants, pictures, quick, findings);
        Bounds bounds = new Bounds(pictures, quick, findings);
        switch (part) {
            case "usual" -> speed.usual();
            case "large" -> speed.large();
            case "progressive" -> speed.progressive();
            case "webp" -> speed.webp();
            case "avif" -> avif(contestants);
            case "quality" -> quality(contestants);
            case "start" -> bounds.start();
            case "memory" -> bounds.memory();
            case "refusal" -> bounds.refusal(contestants.darkroom());
            default -> throw new IllegalArgumentException("there is no part '" + part + "'");
        }
    }

    private void avif(Contestants contestants) throws IOException, InterruptedException {
        if (contestants.sharp().isEmpty()) {
            findings.say("image: avif is left out, since it is held against sharp, and sharp reads it; give --sharp");
            return;
        }
        Avif avif = new Avif(contestants.darkroom(), contestants.sharp().get(), folder.resolve("written"), findings);
        Optional<String> trouble = avif.trouble(pictures.small());
        if (trouble.isPresent()) {
            findings.say("image: avif is left out: " + trouble.get());
            return;
        }
        List<Path> usual = pictures.usual();
        avif.compare(
                usual.subList(0, Math.min(usual.size(), quick ? 1 : 3)),
                quick ? new Race.Pace(1, 1, 1) : new Race.Pace(1, 3, 1));
    }

    private void quality(Contestants contestants) throws IOException, InterruptedException {
        List<Path> usual = pictures.usual();
        Path zones = pictures.zones(ZONES);
        Path sheet = folder.resolve("contact-sheet.png");
        findings.say("image: quality, of " + usual.size() + " picture(s) and a zone plate");
        Quality quality = new Quality(contestants.all(), usual, folder.resolve("written"), findings);
        quality.ofPhotographs();
        quality.ofZones(ZONES, zones);
        quality.draw(List.of(usual.get(0), zones), sheet);
        findings.say("image: look at " + sheet.toAbsolutePath());
    }
}
