// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.job.Submission;
import dev.darkroom.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
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
    private static final int SUBMITTED_AT_ONCE = 500;

    private final Host host;

    @Mixin
    private final Setup setup = new Setup();

    // Set by picocli before the command begins.
    @Parameters(
            paramLabel = "PICTURE",
            description = {
                "Files, folders or http(s) addresses. Folders are walked; in them, files with a picture's ending are"
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

    ProcessCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws IOException {
        String known = Recipes.check(recipe);
        Optional<String> theirs = Optional.ofNullable(owner).filter(name -> !name.isBlank());
        List<String> arguments = pictures;
        Inputs given = Inputs.find(arguments, setup.out());
        given.troubles().forEach(trouble -> host.err().println("darkroom: can't look into " + trouble));
        Storage storage = setup.storage(host);
        Inputs inputs = arguments.isEmpty() ? Inputs.find(samples(storage), setup.out()) : given;
        int code = process(storage, inputs.pictures(), known, theirs);
        return code == 0 && !inputs.troubles().isEmpty() ? Main.NOT_ALL_COMPLETE : code;
    }

    private List<String> samples(Storage storage) throws IOException {
        host.out().println("no pictures given, so a few samples are drawn; see 'darkroom process --help'");
        host.out().flush();
        return Samples.draw(storage).stream()
                .map(key -> setup.out().resolve(key.value()).toString())
                .toList();
    }

    private int process(Storage storage, List<Picture> found, String known, Optional<String> theirs) {
        if (found.isEmpty()) {
            host.out().println("no pictures found");
            return 0;
        }
        // Somebody who asks again wants it done again, so each run has keys of its own.
        String run = UUID.randomUUID().toString();
        List<Submission> submissions = found.stream()
                .map(picture -> picture.submission(known, theirs))
                .map(submission -> submission.key(submission.imageId().orElseThrow() + "/" + run))
                .toList();
        List<String> labels = found.stream().map(Picture::label).toList();
        return new Batch(host, setup, labels).run(storage, darkroom -> submit(darkroom, submissions));
    }

    private static List<JobHandle> submit(Darkroom darkroom, List<Submission> submissions) {
        List<JobHandle> jobs = new ArrayList<>();
        for (int i = 0; i < submissions.size(); i += SUBMITTED_AT_ONCE) {
            int end = Math.min(submissions.size(), i + SUBMITTED_AT_ONCE);
            jobs.addAll(darkroom.submit(submissions.subList(i, end)));
        }
        return jobs;
    }
}
