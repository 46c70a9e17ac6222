// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.job.JobStore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Runs the commands in this JVM, and keeps what they print. */
final class Cli {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Host host;

    private Cli(Screen screen, Stores stores) {
        this.host = new Host(new PrintWriter(out), new PrintWriter(err), screen, stores, Map.of());
    }

    static Cli inPipe() {
        return new Cli(Screen.none(), Stores.standard(Map.of()));
    }

    static Cli onTerminal(int width) {
        return new Cli(
                new Screen() {
                    @Override
                    public boolean isTerminal() {
                        return true;
                    }

                    @Override
                    public int width() {
                        return width;
                    }
                },
                Stores.standard(Map.of()));
    }

    /** With a store that lasts as long as the test has it. */
    static Cli on(JobStore store) {
        return new Cli(Screen.none(), new Stores() {
            @Override
            public JobStore open(Place place) {
                return store;
            }

            @Override
            public boolean mayHaveJobs(Place place) {
                return true;
            }
        });
    }

    int run(Object... arguments) {
        return Main.run(host, Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    static Path picture(Path file, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.ORANGE);
        g.fillRect(0, 0, width, height);
        g.setColor(Color.BLUE);
        g.fillOval(0, 0, width, height);
        g.dispose();
        String name = file.getFileName().toString();
        ImageIO.write(image, name.endsWith(".png") ? "png" : "jpg", file.toFile());
        return file;
    }

    /** Returns all files below a folder that are meant to be seen, as paths from there. */
    static List<String> files(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.startsWith(".darkroom/"))
                    .sorted()
                    .toList();
        }
    }
}
