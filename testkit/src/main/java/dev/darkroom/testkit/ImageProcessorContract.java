// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.job.StepResult;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link ImageProcessor} promises that reads pictures and gives the same picture the same result.
 *
 * @param <R> the type of the result
 */
@Timeout(60)
public abstract class ImageProcessorContract<R> {

    @SuppressWarnings("NullAway") // set before each test
    private ImageProcessor<R> processor;

    /** For subclasses. */
    protected ImageProcessorContract() {}

    /** Returns the processor. */
    protected abstract ImageProcessor<R> newProcessor() throws Exception;

    @BeforeEach
    public final void open() throws Exception {
        processor = newProcessor();
    }

    @Test
    public void aGoodPictureIsDone() throws Exception {
        assertThat(resultOf(SamplePictures.jpeg(640, 480))).isNotNull();
        assertThat(resultOf(SamplePictures.png(64, 48))).isNotNull();
        assertThat(resultOf(SamplePictures.jpeg(1, 1))).isNotNull();
    }

    @Test
    public void aResultSurvivesBeingWrittenDown() throws Exception {
        R result = resultOf(SamplePictures.jpeg(640, 480));

        assertThat(StepResult.of(result).as(result.getClass())).isEqualTo(result);
    }

    @Test
    public void repeatingChangesNothing() throws Exception {
        FakeStepContext context = FakeStepContext.of(processor, SamplePictures.jpeg(640, 480));
        R first = result(processor.process(context));
        List<StoredFile> stored = context.stored();
        R second = result(processor.process(context));

        assertThat(second).isEqualTo(first);
        assertThat(context.stored()).containsAll(stored).hasSize(2 * stored.size());
        assertThat(context.stored().subList(stored.size(), 2 * stored.size())).isEqualTo(stored);
    }

    @Test
    public void manyThreadsShareIt() throws Exception {
        R alone = resultOf(SamplePictures.jpeg(320, 240));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<R>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(() -> resultOf(SamplePictures.jpeg(320, 240)));
            }
            for (Future<R> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void whatIsNoPictureIsRejectedInWordsForAPerson() {
        for (ImageContent bad :
                List.of(SamplePictures.empty(), SamplePictures.text(), SamplePictures.pngHeader(50_000, 50_000))) {
            FakeStepContext context = FakeStepContext.of(processor, bad);
            Throwable thrown = catchThrowable(() -> processor.process(context));

            assertThat(thrown).as("%s", bad).isInstanceOf(ImageRejectedException.class);
            assertThat(thrown.getMessage()).isNotBlank();
            assertThat(context.stored()).isEmpty();
        }
    }

    private R resultOf(ImageContent picture) throws Exception {
        return result(processor.process(FakeStepContext.of(processor, picture)));
    }

    private R result(StepOutcome<R> outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Succeeded.class);
        return ((StepOutcome.Succeeded<R>) outcome).result();
    }
}
