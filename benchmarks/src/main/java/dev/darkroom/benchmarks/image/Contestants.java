// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who takes part: Darkroom, Thumbnailator, and sharp when it is asked for. */
final class Contestants implements AutoCloseable {
    private final List<Contestant> all = new ArrayList<>();
    private final Contestant darkroom;
    private final Contestant thumbnailator;
    private final Optional<Contestant> sharp;

    Contestants(Path folder, boolean withSharp) throws IOException, InterruptedException {
        List<String> node = withSharp ? new SharpInstallation(folder.resolve("sharp")).command() : List.of();
        this.darkroom = started("darkroom", JavaCommand.of(MakerMain.class, List.of(), "darkroom"));
        this.thumbnailator = started("thumbnailator", JavaCommand.of(MakerMain.class, List.of(), "thumbnailator"));
        this.sharp = withSharp ? Optional.of(started("sharp", node)) : Optional.empty();
    }

    private Contestant started(String name, List<String> command) throws IOException {
        Contestant contestant = new Contestant(name, command);
        all.add(contestant);
        return contestant;
    }

    List<Contestant> all() {
        return List.copyOf(all);
    }

    Contestant darkroom() {
        return darkroom;
    }

    Contestant thumbnailator() {
        return thumbnailator;
    }

    Optional<Contestant> sharp() {
        return sharp;
    }

    /** Returns Darkroom and sharp, if that takes part. */
    List<Contestant> fast() {
        return all.stream().filter(each -> each != thumbnailator).toList();
    }

    @Override
    public void close() throws IOException {
        for (Contestant contestant : all) {
            contestant.close();
        }
    }
}
