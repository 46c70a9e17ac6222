// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.analysis.Analysis;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobState;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.job.Submission;
import dev.darkroom.metadata.Metadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionTest {
    private static final String NAMELESS = "IMG_1234.jpg";

    @Test
    void saysWhatAnalysesSayOneThingToALine() {
        Analysis analysis = new Analysis(
                "scene",
                1,
                "m",
                "{\"caption\":\"A red bicycle\",\"tags\":[\"wall\",\"brick\"],\"quality\":7,\"note\":null,"
                        + "\"parts\":[{\"part\":\"bell\"},{\"part\":\"saddle\"}]}");

        assertThat(Description.of(job(NAMELESS, done("caption", analysis))))
                .isEqualTo("A red bicycle\ntags: wall, brick\nquality: 7\npart: bell\npart: saddle");
    }

    @Test
    void saysWhatWasWrittenIntoThePicture() {
        Metadata.Facts facts = new Metadata.Facts(
                new Metadata.Taken(LocalDateTime.of(2024, 6, 1, 12, 0), null),
                new Metadata.Place(48.2, 16.4, null),
                new Metadata.Camera("Canon", "EOS R5", null, null),
                null,
                new Metadata.Credits("Bicycle", "At the wall", null, "someone", List.of("red", "old")));

        assertThat(Description.of(job(NAMELESS, done("metadata", facts))))
                .isEqualTo("Bicycle\nAt the wall\nkeywords: red, old\ntaken: 2024-06-01\ncamera: Canon EOS R5");
    }

    @Test
    void saysOfTheContextOnlyWhatTellsOfThePicture() {
        Submission submission = Submission.of("photo", ImageRef.of("test", NAMELESS))
                .context("caption", "a red bicycle")
                .context("tags", "wall")
                .context("customer", "4711");

        assertThat(Description.of(job(submission))).isEqualTo("a red bicycle\ntags: wall");
    }

    @Test
    void saysTheSameWhateverTheOrderOfTheSteps() {
        StepRecord one = done("a", "first");
        StepRecord other = done("b", "second");

        assertThat(Description.of(job(NAMELESS, other, one)))
                .isEqualTo(Description.of(job(NAMELESS, one, other)))
                .isEqualTo("first\nsecond");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "albums/red-bicycle_02.jpg",
                "https://x.test/a/red-bicycle.png?sig=secret",
                "C:\\pictures\\red bicycle.jpeg"
            })
    void aTellingFileNameIsSaid(String location) {
        assertThat(Description.of(job(location))).isEqualTo("file: red bicycle");
    }

    @ParameterizedTest
    @ValueSource(strings = {NAMELESS, "DSC00012.ARW", "1f8a.png", "2024-06-01 12.00.jpg", "Screenshot 12.png"})
    void aNameThatACameraGaveSaysNothing(String location) {
        assertThat(Description.of(job(location))).isEmpty();
    }

    @Test
    void isCutBetweenLetters() {
        String text = Description.of(job(NAMELESS, done("words", "ä€".repeat(5_000))));

        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(7_990, 8_000);
        assertThat(text).doesNotContain("\uFFFD");
    }

    private static StepRecord done(String step, Object result) {
        return StepRecord.untouched(step).begin().succeed(StepResult.of(result), List.of());
    }

    private static Job job(String location, StepRecord... steps) {
        return job(Submission.of("photo", ImageRef.of("test", location)), steps);
    }

    private static Job job(Submission submission, StepRecord... steps) {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        return new Job(new JobId(1), submission, JobState.submitted(now, now), Arrays.asList(steps));
    }
}
