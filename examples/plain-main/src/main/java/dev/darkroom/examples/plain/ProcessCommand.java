// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.job.Submission;
import dev.darkroom.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Processes pictures and shows what came of them: the main thing that this application does. */
@Command(
        name = "process",
        description = {
            "Processes pictures, shows how far it is, and lists what came of them.",
            "What is complete is not done again: after a Ctrl-C, a crash or a kill, the same command does the rest, and"
                    + " tries again what has failed.",
            "Ctrl-C stops in good order: what is under way is finished, and no file is half-written."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all pictures are complete",
            "1:some failed, or are partial (an optional step is missing), or could not be looked for",
            "2:it could not begin",
            "130:it was stopped by Ctrl-C"
        })
final class ProcessCommand implements Callable<Integer> {
    private final Host host;

    @Mixin
    private final Setup setup = new Setup();

    // Set by picocli before the command begins.
    @Parameters(
            paramLabel = "PICTURE",
            description = {
                "Files, folders, http(s) addresses, or dropbox:/path where DROPBOX_ACCESS_TOKEN is set. Folders are walked; in them, files with a picture's ending are"
                        + " taken, and hidden ones are not. Without any, a few samples are drawn and processed."
            })
    private List<String> pictures = List.of();

    @Option(
            names = {"-r", "--recipe"},
            paramLabel = "NAME",
            description = "What to do with them (${DEFAULT-VALUE}); see 'darkroom recipes'.")
    private String recipe = "photo";

    @Option(names = "--owner", paramLabel = "NAME", description = "For whom; their files go to a folder of their own.")
    private @Nullable String owner;

    @Option(
            names = "--again",
            description = {
                "Does again what is complete, too. A file that has changed is done again anyway; what has changed at an"
                        + " address isn't known."
            })
    private boolean again;

    ProcessCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws IOException {
        try (Services services = setup.services(host)) {
            return call(services);
        }
    }

    private int call(Services services) throws IOException {
        String known = Recipes.with(services).check(recipe);
        Optional<String> theirs = Optional.ofNullable(owner).filter(name -> !name.isBlank());
        List<String> arguments = pictures;
        Inputs given = Inputs.find(arguments, setup.out());
        given.troubles().forEach(trouble -> host.err().println("darkroom: can't look into " + trouble));
        int code = 0;
        if (arguments.isEmpty() || !given.pictures().isEmpty()) {
            code = process(arguments, given, known, theirs, services);
        } else {
            host.out().println("no pictures found");
        }
        return code == 0 && !given.troubles().isEmpty() ? Main.NOT_ALL_COMPLETE : code;
    }

    private int process(List<String> arguments, Inputs given, String known, Optional<String> theirs, Services services)
            throws IOException {
        try (Workplace workplace = setup.open(host, services)) {
            Inputs inputs = arguments.isEmpty() ? Inputs.find(samples(workplace.storage()), setup.out()) : given;
            List<Submission> submissions = inputs.pictures().stream()
                    .map(picture -> picture.submission(known, theirs))
                    .map(submission -> again ? anew(submission) : submission)
                    .toList();
            return new Batch(host, setup, inputs.pictures())
                    .run(workplace, darkroom -> new Intake(darkroom).submit(submissions));
        }
    }

    private List<String> samples(Storage storage) throws IOException {
        host.out().println("no pictures given, so a few samples are taken; see 'darkroom process --help'");
        host.out().flush();
        return Samples.draw(storage).stream()
                .map(key -> setup.out().resolve(key.value()).toString())
                .toList();
    }

    private static Submission anew(Submission submission) {
        return submission.key(submission.imageId().orElseThrow() + "/" + UUID.randomUUID());
    }
}
