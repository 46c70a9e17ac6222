// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the pictures that arguments mean: addresses, files, what lies in folders, and files in Dropbox.
 *
 * <p>What is named itself is always taken, so that its failure is seen. In a folder only files with a picture's ending
 * are taken; hidden ones are passed over, and so is the folder that our own files go to.
 */
final class Inputs {
    private static final Set<String> ENDINGS = Stream.concat(
                    Stream.of(ImageFormat.values()).map(ImageFormat::extension),
                    Stream.of("jpeg", "jpe", "jfif", "tif", "heif"))
            .collect(Collectors.toUnmodifiableSet());

    private static final String DROPBOX = "dropbox:";

    private final Path out;
    private final Map<String, Picture> pictures = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();

    private Inputs(Path out) {
        this.out = real(out);
    }

    /** Looks up arguments, leaving out the folder that output goes to. */
    static Inputs find(List<String> arguments, Path out) {
        Inputs inputs = new Inputs(out);
        arguments.forEach(inputs::add);
        return inputs;
    }

    /** Returns the pictures, each once, in the order of the arguments. */
    List<Picture> pictures() {
        return List.copyOf(pictures.values());
    }

    /** Returns what could not be looked into. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    static boolean isPictureName(Path file) {
        String name = String.valueOf(file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.contains(ending);
    }

    private void add(String argument) {
        if (argument.isBlank()) {
            throw new UsageException("an argument is empty; a file, a folder or an address goes there");
        }
        if (argument.matches("(?i)https?://.*")) {
            add(Picture.url(argument));
            return;
        }
        if (argument.startsWith(DROPBOX)) {
            add(Picture.dropbox(argument.substring(DROPBOX.length())));
            return;
        }
        Path path = path(argument);
        if (Files.isDirectory(path)) {
            walk(path);
        } else {
            add(Picture.file(path));
        }
    }

    private void add(Picture picture) {
        pictures.putIfAbsent(picture.ref().toString(), picture);
    }

    private static Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new UsageException("'" + argument + "' can't be a file's name here: " + e.getReason(), e);
        }
    }

    private void walk(Path folder) {
        try {
            Walk walk = new Walk(folder);
            Files.walkFileTree(folder, walk);
            walk.found.forEach(file -> add(Picture.file(file)));
        } catch (IOException e) {
            troubles.add(folder + ": " + Reasons.of(e));
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            // It isn't there yet, so nothing is found in it either.
            return path.toAbsolutePath().normalize();
        }
    }

    /** Goes through folders, without following links to other folders, which may lead round in circles. */
    private final class Walk extends SimpleFileVisitor<Path> {
        private final Path start;
        private final Set<Path> found = new TreeSet<>();

        Walk(Path start) {
            this.start = start;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean named = folder.equals(start);
            boolean passedOver = String.valueOf(folder.getFileName()).startsWith(".")
                    || real(folder).equals(out);
            return named || !passedOver ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isPictureName(file) && Files.isRegularFile(file)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            troubles.add(file + ": " + Reasons.of(failure));
            return FileVisitResult.CONTINUE;
        }
    }
}
