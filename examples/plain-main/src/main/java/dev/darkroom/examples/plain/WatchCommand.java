// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.Darkroom;
import dev.darkroom.job.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Processes what appears in a folder. */
@Command(
        name = "watch",
        description = {
            "Processes the pictures in a folder, and each one that appears or changes there, until Ctrl-C.",
            "What is complete is not done again by the next watch. Folders below it are not looked into."
        },
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    /** A watch may go on for months, and memory is small; a store that lasts keeps its jobs for 'status'. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Host host;

    @Mixin
    private final Setup setup = new Setup();

    // Set by picocli before the command begins.
    @Parameters(paramLabel = "FOLDER", description = "The folder to watch.")
    private Path folder = Path.of("");

    @Option(
            names = {"-r", "--recipe"},
            paramLabel = "NAME",
            description = "What to do with them (${DEFAULT-VALUE}); see 'darkroom recipes'.")
    private String recipe = "photo";

    @Option(names = "--owner", paramLabel = "NAME", description = "For whom; their files go to a folder of their own.")
    private @Nullable String owner;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            description = "How long a file must not have grown, like 500ms or 2s (${DEFAULT-VALUE}).",
            converter = Times.class,
            defaultValue = "500ms")
    private Duration settle = Duration.ofMillis(500);

    WatchCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws IOException {
        try (Services services = setup.services(host)) {
            return watch(services);
        }
    }

    private int watch(Services services) throws IOException {
        Recipes.with(services).check(recipe);
        if (!Files.isDirectory(folder)) {
            throw new UsageException("there is no folder " + folder + " to watch");
        }
        Counts counts = new Counts(new Lines(host.out(), setup.out()));
        try (Workplace workplace = setup.open(host, services);
                FolderWatch watch = FolderWatch.of(folder, settle)) {
            Progress progress = new Progress(counts, InstantSource.system().instant());
            return follow(watch, workplace.begin(progress), counts, progress);
        }
    }

    private int follow(FolderWatch watch, Darkroom darkroom, Counts counts, Progress progress) throws IOException {
        Runnable end = () -> {
            darkroom.close();
            host.out().println(counts);
            host.out().flush();
        };
        try (Ending ending = Ending.whenTold(end)) {
            host.out().println("watching " + folder + "; files go to " + setup.out() + "; Ctrl-C ends it");
            host.out().flush();
            try {
                watchOn(watch, darkroom, progress);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ending.once(end);
            }
            return Ending.INTERRUPTED;
        }
    }

    private void watchOn(FolderWatch watch, Darkroom darkroom, Progress progress)
            throws IOException, InterruptedException {
        Optional<String> theirs = Optional.ofNullable(owner).filter(name -> !name.isBlank());
        while (true) {
            List<FolderWatch.Settled> found = watch.next();
            if (!found.isEmpty()) {
                new Intake(darkroom).submit(submissions(found, theirs));
                forgetOld(darkroom, progress);
            }
        }
    }

    private List<Submission> submissions(List<FolderWatch.Settled> found, Optional<String> theirs) {
        return found.stream()
                .map(file -> Picture.file(file.path()).submission(recipe, theirs))
                .toList();
    }

    private void forgetOld(Darkroom darkroom, Progress progress) {
        progress.forgetEnded();
        if (setup.place().isMemory()) {
            darkroom.prune(KEPT);
        }
    }
}
