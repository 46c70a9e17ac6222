// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Claim;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 file is open in one process, so whoever opens it knows that the workers of the one before are gone. */
class LostProcessTest {
    private static final WorkerId BEFORE = new WorkerId("before-1");
    private static final WorkerId AFTER = new WorkerId("after-1");
    private static final Duration ALIVE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private TestStore tables;

    @BeforeEach
    void leaseAJob() {
        leaseAJobIn("jdbc:h2:file:" + folder.resolve("jobs"));
    }

    private void leaseAJobIn(String url) {
        tables = TestStore.at(url);
        tables.store().renew(BEFORE, ALIVE);
        List<Submission> one = List.of(Submission.of("photo", ImageRef.file("cat.jpg")));
        assertThat(tables.store().add(one, claim(BEFORE)).get(0).lease()).isNotNull();
    }

    @Test
    void theJobsOfAProcessThatIsGoneAreTakenOverAtOnce() {
        tables.store().close();

        try (JobStore store = tables.open(tables.settings())) {
            assertThat(lease(store)).hasSize(1).allMatch(Lease::rescued);
        }
    }

    @Test
    void theJobsOfAStoreThatIsOpenInThisProcessStayWhereTheyAre() {
        try (JobStore store = tables.open(tables.settings())) {
            assertThat(lease(store)).isEmpty();
        } finally {
            tables.store().close();
        }
    }

    @Test
    void whereOthersCanReachAFileTheirTimeIsAwaited() {
        tables.store().close();
        leaseAJobIn("jdbc:h2:file:" + folder.resolve("shared") + ";AUTO_SERVER=TRUE");
        tables.store().close();

        try (JobStore store = tables.open(tables.settings())) {
            assertThat(lease(store)).isEmpty();
        }
    }

    private static List<Lease> lease(JobStore store) {
        store.renew(AFTER, ALIVE);
        return store.lease(claim(AFTER));
    }

    private static Claim claim(WorkerId worker) {
        return new Claim(worker, Set.of("photo"), 5);
    }
}
