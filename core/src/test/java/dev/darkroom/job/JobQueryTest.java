// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.ImageRef;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobQueryTest {
    private static final WorkerId WORKER = new WorkerId("test");

    private final JobStore store = JobStore.inMemory();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void asksForAllUnlessNarrowed() {
        JobQuery all = JobQuery.all();

        assertThat(all.statuses()).containsExactlyInAnyOrder(JobStatus.values());
        assertThat(all.limit()).isEqualTo(50);
        assertThat(all.matches(job("photo", "42", "a"))).isTrue();
    }

    @Test
    void matchesByEachOfItsParts() {
        Job job = job("photo", "42", "a");
        JobQuery query = JobQuery.all()
                .status(JobStatus.PENDING, JobStatus.PROCESSING)
                .recipe("photo")
                .imageId("42")
                .owner("a");

        assertThat(query.matches(job)).isTrue();
        assertThat(query.status(JobStatus.FAILED).matches(job)).isFalse();
        assertThat(query.recipe("logo").matches(job)).isFalse();
        assertThat(query.imageId("43").matches(job)).isFalse();
        assertThat(query.owner("b").matches(job)).isFalse();
    }

    @Test
    void aJobWithoutAnOwnerIsNobodys() {
        Job job = store.add(List.of(Submission.of("photo", ImageRef.file("cat.jpg"))), Claim.nothing(WORKER))
                .get(0)
                .job();

        assertThat(JobQuery.all().owner("a").matches(job)).isFalse();
        assertThat(JobQuery.all().imageId("42").matches(job)).isFalse();
    }

    @Test
    void aStatusMayBeNamedTwice() {
        assertThat(JobQuery.all().status(JobStatus.FAILED, JobStatus.FAILED).statuses())
                .containsExactly(JobStatus.FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void aPageHasABound(int limit) {
        assertThatThrownBy(() -> JobQuery.all().limit(limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(limit));
    }

    @Test
    void theNextPageIsAskedForInTheSameWay() {
        Job job = job("photo", "42", "a");
        JobQuery query = JobQuery.all().owner("a").limit(1);

        assertThat(new JobPage(List.of(job), true).next(query)).hasValueSatisfying(next -> {
            assertThat(next.before()).contains(job.id());
            assertThat(next.owner()).contains("a");
            assertThat(next.limit()).isEqualTo(1);
        });
        assertThat(new JobPage(List.of(job), false).next(query)).isEmpty();
        assertThat(new JobPage(List.of(), false).next(query)).isEmpty();
    }

    private Job job(String recipe, String imageId, String owner) {
        Submission submission =
                Submission.of(recipe, ImageRef.file("cat.jpg")).imageId(imageId).owner(owner);
        return store.add(List.of(submission), Claim.nothing(WORKER)).get(0).job();
    }
}
