// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.job.Job;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.JobStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what is in a store. */
@Command(
        name = "status",
        description = {
            "Counts the jobs of all runs, and lists the latest with their steps and why they failed.",
            "Jobs beside their files can't be looked at while another process works on them."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    private final Host host;

    @Mixin
    private final Setup setup = new Setup();

    // Set by picocli before the command begins.
    @Option(
            names = {"-n", "--latest"},
            paramLabel = "N",
            description = "How many to list (${DEFAULT-VALUE}).")
    private int latest = 20;

    StatusCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        if (latest < 1 || latest > MOST) {
            throw new UsageException("--latest is 1 to " + MOST + ", not " + latest);
        }
        Place place = setup.place();
        if (place.isMemory()) {
            host.out()
                    .println(
                            "nothing to show: with --db memory, jobs end with the process that runs them; its own table"
                                    + " says what came of them");
        } else if (host.stores().mayHaveJobs(place)) {
            try (JobStore store = host.stores().open(place)) {
                show(store);
            }
        } else {
            host.out().println("nothing to show: there are no jobs in " + place + " yet");
        }
        return 0;
    }

    private void show(JobStore store) {
        host.out()
                .println(store.counts().entrySet().stream()
                        .map(count ->
                                count.getValue() + " " + count.getKey().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        List<Job> jobs = store.list(JobQuery.all().limit(latest)).jobs();
        if (jobs.isEmpty()) {
            return;
        }
        Table table = Table.of("IMAGE", "JOB", "STATUS", "STEPS");
        for (Job job : jobs) {
            String reason = Outcome.reason(job);
            String steps = Outcome.steps(job) + (reason.isEmpty() ? "" : ": " + reason);
            table.row(Picture.label(job), job.id().toString(), Outcome.status(job), steps);
        }
        host.out().println();
        table.print(host.out(), host.screen().width());
    }
}
