// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobPage;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries failed jobs again. */
@Command(
        name = "retry",
        description = "Tries failed jobs again; only the steps that are not done are done again.",
        mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {
    private final Host host;

    @Mixin
    private final Setup setup = new Setup();

    // Set by picocli before the command begins.
    @Parameters(paramLabel = "JOB", description = "Numbers of jobs, as 'darkroom status' shows them.")
    private List<String> jobs = List.of();

    @Option(names = "--all", description = "All that have failed.")
    private boolean all;

    RetryCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        if (all == !jobs.isEmpty()) {
            throw new UsageException("say which jobs to try again: their numbers, or --all");
        }
        Place place = setup.place();
        if (place.isMemory()) {
            throw new UsageException("nothing to try again: with --db memory, jobs have ended with their process; give"
                    + " the pictures to 'darkroom process' again");
        }
        if (!host.stores().mayHaveJobs(place)) {
            throw new UsageException("nothing to try again: there are no jobs in " + place);
        }
        try (Services services = setup.services(host);
                Workplace workplace = setup.open(host, services)) {
            return retry(workplace);
        }
    }

    private int retry(Workplace workplace) {
        JobStore store = workplace.store();
        List<Job> chosen =
                all ? failed(store) : jobs.stream().map(id -> find(store, id)).toList();
        if (chosen.isEmpty()) {
            host.out().println("no job has failed");
            return 0;
        }
        List<Picture> pictures = chosen.stream().map(Picture::of).toList();
        return new Batch(host, setup, pictures).run(workplace, darkroom -> retry(darkroom, chosen));
    }

    private static Job find(JobStore store, String number) {
        Optional<Job> job;
        try {
            job = store.find(JobId.parse(number));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        return job.filter(Job::isFinished)
                .orElseThrow(() -> new UsageException("there is no job " + number + " that has ended"));
    }

    private static List<Job> failed(JobStore store) {
        List<Job> failed = new ArrayList<>();
        Optional<JobQuery> query = Optional.of(JobQuery.all().status(JobStatus.FAILED));
        while (query.isPresent()) {
            JobPage page = store.list(query.get());
            failed.addAll(page.jobs());
            query = page.next(query.get());
        }
        return failed;
    }

    private static List<JobHandle> retry(Darkroom darkroom, List<Job> chosen) {
        List<JobHandle> handles =
                chosen.stream().flatMap(job -> darkroom.find(job.id()).stream()).toList();
        handles.forEach(JobHandle::retry);
        return handles;
    }
}
