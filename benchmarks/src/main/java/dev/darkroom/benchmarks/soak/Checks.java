// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import dev.darkroom.image.ImageContent;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepStatus;
import dev.darkroom.storage.Storage;
import dev.darkroom.storage.StoredFile;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What must hold of the jobs when all is done. */
final class Checks {
    private final JobStore store;
    private final Storage storage;
    private final Witness witness;

    Checks(JobStore store, Storage storage, Witness witness) {
        this.store = store;
        this.storage = storage;
        this.witness = witness;
    }

    List<Check> all(Submitter submitter, Map<String, Provider.Charge> charges) throws SQLException {
        Map<String, JobId> acknowledged = submitter.acknowledged();
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "jobs_lost",
                "every one of " + acknowledged.size() + " acknowledged jobs is COMPLETE",
                lost(acknowledged)));
        checks.add(new Check("jobs_doubled", "a repeated submission is the same job", doubled(submitter)));
        checks.add(new Check(
                "results_lost",
                "every step is DONE with its own result, and its file is as written",
                damaged(acknowledged)));
        checks.add(new Check(
                "stale_writes", "tokens rise, and only the newest lease writes", witness.violations("stale_writes")));
        checks.add(new Check("double_leases", "leases overlap only if the former worker had run out", doubleLeases()));
        checks.addAll(new LedgerChecks(charges, witness.ledger()).all(witness.violations("ledger_gap")));
        return checks;
    }

    private List<String> lost(Map<String, JobId> acknowledged) {
        List<String> lost = new ArrayList<>();
        acknowledged.forEach((imageId, id) -> {
            String state = store.find(id)
                    .map(job -> job.status() + " " + job.reason().orElse(""))
                    .orElse("nowhere");
            if (!state.startsWith(JobStatus.COMPLETE.name())) {
                lost.add("job " + id + " of " + imageId + " is " + state);
            }
        });
        return lost;
    }

    /** Also looks for jobs that nobody was told of: a submission that failed and was repeated must not be there twice. */
    private List<String> doubled(Submitter submitter) throws SQLException {
        List<String> doubled = new ArrayList<>(submitter.doubled());
        doubled.addAll(witness.query(
                "SELECT image_id, count(*) FROM darkroom_job GROUP BY image_id HAVING count(*) > 1",
                row -> row.getString(1) + " is there " + row.getLong(2) + " times"));
        return doubled;
    }

    private List<String> doubleLeases() throws SQLException {
        List<String> faults = new ArrayList<>(witness.violations("double_leases"));
        faults.addAll(witness.overlaps());
        return faults;
    }

    private List<String> damaged(Map<String, JobId> acknowledged) {
        List<String> damaged = new ArrayList<>();
        acknowledged.forEach((imageId, id) -> store.find(id).ifPresent(job -> look(job, imageId, damaged)));
        return damaged;
    }

    private void look(Job job, String imageId, List<String> damaged) {
        if (job.status() != JobStatus.COMPLETE) {
            return;
        }
        for (String step : Photo.STEPS) {
            StepRecord record = job.steps().get(step);
            if (record == null || record.status() != StepStatus.DONE) {
                damaged.add("job " + job.id() + " is COMPLETE without step " + step);
            } else if (!job.result(step, Photo.Finding.class).imageId().equals(imageId)) {
                damaged.add("job " + job.id() + " has the result of another in step " + step);
            }
        }
        if (!hasItsFile(job, imageId)) {
            damaged.add("job " + job.id() + " has not the file that it stored");
        }
    }

    private boolean hasItsFile(Job job, String imageId) {
        List<StoredFile> files = job.step("measure").files();
        if (files.size() != 1) {
            return false;
        }
        try (ImageContent content = storage.get(files.get(0).key())) {
            return content.sha256().equals(files.get(0).sha256())
                    && Arrays.equals(content.bytes(), Photo.thumbnail(imageId));
        } catch (IOException e) {
            return false;
        }
    }
}
