// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReasonTest {
    private static final String CAT = "\uD83D\uDC08";

    @Test
    void whatCanBeKeptIsKeptAsItIs() {
        String words = "no: \"quota\" 'ß' " + CAT + "\n\t50 % \\ left";

        assertThat(Reason.keepable(words)).isEqualTo(words);
        assertThat(Reason.keepable("x".repeat(Reason.MAX_LENGTH))).hasSize(Reason.MAX_LENGTH);
    }

    @Test
    void whatNoStoreCanKeepIsReplaced() {
        assertThat(Reason.keepable("a\0b\uD83Dc\uDC08d" + CAT)).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd" + CAT);
        assertThat(Reason.keepable("\uDC08\uD83D")).isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void whatIsTooLongIsCutBetweenCharacters() {
        String even = Reason.keepable(CAT.repeat(3_000));
        String odd = Reason.keepable("x" + CAT.repeat(3_000));

        assertThat(even).hasSize(3_999).endsWith(CAT + "…").doesNotContain("\uFFFD");
        assertThat(odd).hasSize(4_000).endsWith(CAT + "…").doesNotContain("\uFFFD");
    }

    @Test
    void reasonsOfStepsAndEndsAreKeepable() {
        StepRecord step = StepRecord.untouched("one").fail("a\0b");
        JobState state = JobState.submitted(Instant.EPOCH, Instant.EPOCH).calledOff("a\0b");

        assertThat(step.reason()).contains("a\uFFFDb");
        assertThat(new Next.Finish(JobStatus.FAILED, false, "a\0b").reason()).isEqualTo("a\uFFFDb");
        assertThat(state.cancelWish()).isEqualTo("a\uFFFDb");
        assertThat(state.finished(JobStatus.CANCELLED, false, "a\0b", Instant.EPOCH)
                        .reason())
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void aStepIsDueAtATimeThatEveryStoreCanKeep() {
        StepRecord step = StepRecord.untouched("one").retry("busy", Instant.parse("2026-01-02T03:04:05.123456789Z"));

        assertThat(step.dueAt()).contains(Instant.parse("2026-01-02T03:04:05.123456Z"));
    }
}
