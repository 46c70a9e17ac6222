// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.darkroom.image.ImageRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusVocabularyTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static Job ended(JobStatus status, boolean partial) {
        JobState state = JobState.submitted(NOON, NOON).taken().finished(status, partial, null, NOON);
        return new Job(new JobId(1), Submission.of("photo", ImageRef.file("cat.jpg")), state, List.of());
    }

    @Test
    void aHostSaysErrorWhereWeSayFailed() {
        StatusVocabulary words = StatusVocabulary.standard().with(JobStatus.FAILED, "error");

        assertThat(words.of(ended(JobStatus.FAILED, false))).isEqualTo("error");
        assertThat(words.of(ended(JobStatus.COMPLETE, false))).isEqualTo("complete");
        assertThat(words.word(JobStatus.PENDING)).isEqualTo("pending");
    }

    @Test
    void aPartialJobHasAWordOfItsOwnWhereAHostWantsOne() {
        Job partial = ended(JobStatus.COMPLETE, true);

        assertThat(StatusVocabulary.standard().of(partial)).isEqualTo("complete");
        assertThat(StatusVocabulary.standard().withPartial("partial").of(partial))
                .isEqualTo("partial");
    }

    @Test
    void aWordIsNotBlank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusVocabulary.standard().with(JobStatus.FAILED, " "))
                .withMessageContaining("word");
    }
}
