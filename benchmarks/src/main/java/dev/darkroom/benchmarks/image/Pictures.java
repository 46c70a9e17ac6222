// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pictures that are worked on: drawn once and kept, unless a folder with photographs was given. */
final class Pictures {
    private static final int LANDSCAPES = 6;

    private final Path folder;
    private final Optional<Path> photographs;
    private final int most;

    /** Draws to this folder; the photographs, if there are any, are left as they are. */
    Pictures(Path folder, Optional<Path> photographs, int most) {
        this.folder = folder;
        this.photographs = photographs;
        this.most = most;
    }

    /** Returns those of 12 megapixels, or the largest of the given folder. */
    List<Path> usual() throws IOException, InterruptedException {
        if (photographs.isPresent()) {
            return largest(photographs.get());
        }
        List<Path> all = new ArrayList<>();
        for (int seed = 1; seed <= Math.min(most, LANDSCAPES); seed++) {
            all.add(landscape(seed, 4_000, 3_000, "baseline"));
        }
        return all;
    }

    /** Returns the usual ones, written anew as progressive. */
    List<Path> progressive() throws IOException, InterruptedException {
        List<Path> all = new ArrayList<>();
        for (Path picture : usual()) {
            String name = picture.getFileName().toString().replaceFirst("\\.[^.]*$", "");
            all.add(made(name + "-progressive.jpg", "file", picture.toString(), "progressive"));
        }
        return all;
    }

    Path of24Megapixels() throws IOException, InterruptedException {
        return landscape(24, 6_000, 4_000, "baseline");
    }

    Path of108Megapixels() throws IOException, InterruptedException {
        return landscape(108, 12_000, 9_000, "baseline");
    }

    Path progressiveOf100Megapixels() throws IOException, InterruptedException {
        return landscape(100, 11_552, 8_656, "progressive");
    }

    Path zones(ZonePlate zones) throws IOException, InterruptedException {
        return made(
                "zones.jpg", "zones", Integer.toString(zones.width()), Integer.toString(zones.height()), "baseline");
    }

    /** Returns one that is worked on in no time. */
    Path small() throws IOException, InterruptedException {
        return made("small.jpg", "landscape", "1", "64", "64", "baseline");
    }

    /** Returns a file of few bytes whose header claims 900 megapixels. */
    Path claimOf900Megapixels() throws IOException, InterruptedException {
        Path file = folder.resolve("claim900.jpg");
        Files.createDirectories(folder);
        ByteBuffer frame = ByteBuffer.allocate(19)
                .putShort((short) 0xFFC0)
                .putShort((short) 17)
                .put((byte) 8)
                .putShort((short) 30_000)
                .putShort((short) 30_000)
                .put(new byte[] {3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0});
        byte[] small = Files.readAllBytes(small());
        int at = indexOfFrame(small);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(small, 0, at);
            out.write(frame.array());
            out.write(small, at + frame.capacity(), small.length - at - frame.capacity());
        }
        return file;
    }

    private static int indexOfFrame(byte[] jpeg) {
        for (int i = 0; i < jpeg.length - 1; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
                return i;
            }
        }
        throw new IllegalStateException("a baseline JPEG without its frame");
    }

    private Path landscape(int seed, int width, int height, String way) throws IOException, InterruptedException {
        String name = "landscape" + seed + "-" + width + "x" + height + "-" + way + ".jpg";
        return made(name, "landscape", Integer.toString(seed), Integer.toString(width), Integer.toString(height), way);
    }

    private Path made(String name, String... how) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(JavaCommand.of(PictureMain.class, List.of("-Xmx1200m"), how));
        command.add(file.toString());
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("the process that should make " + name + " ended with " + exit);
        }
        return file;
    }

    /** Looks only at those that are stored upright, since the reference for the quality is made without turning. */
    private List<Path> largest(Path from) throws IOException {
        List<Sized> upright = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Pictures::isJpeg).sorted().toList()) {
                sized(file).ifPresent(upright::add);
            }
        }
        if (upright.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no upright photograph (.jpg, .jpeg) that can be read in " + from);
        }
        return upright.stream()
                .sorted(Comparator.comparingLong(Sized::pixels).reversed())
                .limit(most)
                .map(Sized::file)
                .toList();
    }

    private record Sized(Path file, long pixels) {}

    private static boolean isJpeg(Path file) {
        return file.getFileName().toString().matches("(?i).*\\.jpe?g");
    }

    private static Optional<Sized> sized(Path file) {
        try (ImageContent content = ImageContent.of(file)) {
            ImageInfo info = ImageEngine.standard().inspect(content);
            return info.orientation() == 1 ? Optional.of(new Sized(file, info.pixels())) : Optional.empty();
        } catch (IOException | ImageRejectedException e) {
            return Optional.empty();
        }
    }
}
