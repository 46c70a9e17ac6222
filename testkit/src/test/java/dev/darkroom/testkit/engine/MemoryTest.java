// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.OutOfResourcesException;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.palette.Palette;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.source.ImageSource;
import dev.darkroom.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pictures share the memory that there is: they wait for it, and none is too large to get its turn. */
@Timeout(60)
class MemoryTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int SIDE = 1_000;

    private final WeighingEngine engine = new WeighingEngine();

    @Test
    void picturesWaitUntilThereIsRoomForTheirPixels() throws Exception {
        try (Darkroom darkroom = darkroom(2L * SIDE * SIDE)) {
            for (JobHandle handle : submit(darkroom, 1, 1, 1, 1, 1, 1, 1, 1)) {
                assertThat(handle.await(LONG).status()).isEqualTo(JobStatus.COMPLETE);
            }
        }
        assertThat(engine.most).hasValueLessThanOrEqualTo(2L * SIDE * SIDE);
    }

    @Test
    void aPictureLargerThanAllTheRoomIsDoneAlone() throws Exception {
        try (Darkroom darkroom = darkroom(2L * SIDE * SIDE)) {
            for (JobHandle handle : submit(darkroom, 1, 1, 5, 1, 5, 1)) {
                assertThat(handle.await(LONG).status()).isEqualTo(JobStatus.COMPLETE);
            }
        }
        assertThat(engine.most).as("nothing beside the large one").hasValue(5L * SIDE * SIDE);
    }

    @Test
    void aLackOfMemoryIsTriedAgain() throws Exception {
        engine.shortages.set(1);
        try (Darkroom darkroom = darkroom(2L * SIDE * SIDE)) {
            Job job = submit(darkroom, 1).get(0).await(LONG);

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(job.step(Palette.STEP).tries()).isEqualTo(2);
        }
    }

    private static List<JobHandle> submit(Darkroom darkroom, int... heights) {
        List<Submission> submissions = new ArrayList<>();
        for (int height : heights) {
            submissions.add(Submission.of("photo", ImageRef.of("bytes", String.valueOf(height))));
        }
        return darkroom.submit(submissions);
    }

    private Darkroom darkroom(long maxPixels) {
        return Darkroom.builder()
                .store(JobStore.inMemory())
                .storage(Storage.inMemory())
                .source(ImageSource.bytes("bytes", name -> Optional.of(new byte[Integer.parseInt(name)])))
                .engine(engine)
                .recipe(Recipe.named("photo").step(Palette.colours(2).retry(Backoff.fixed(Duration.ofMillis(1)))))
                .localThreads(4)
                .maxPixels(maxPixels)
                .build();
    }

    /** Takes a content of n bytes for a picture of n thousand thousands of pixels, and notes how many it has at once. */
    private static final class WeighingEngine implements ImageEngine {
        private final AtomicLong now = new AtomicLong();
        private final AtomicLong most = new AtomicLong();
        private final AtomicInteger shortages = new AtomicInteger();

        @Override
        public ImageInfo inspect(ImageContent content) {
            return new ImageInfo(ImageFormat.PNG, SIDE, Math.toIntExact(SIDE * content.size()), 1, false);
        }

        @Override
        public Rendered render(ImageContent content, RenderRequest request) throws IOException {
            ImageInfo info = inspect(content);
            long weight = now.addAndGet(info.pixels());
            most.accumulateAndGet(weight, Math::max);
            try {
                if (shortages.getAndDecrement() > 0) {
                    throw new OutOfResourcesException("not enough memory, says the test");
                }
                Pixels sample = new Pixels(100, 100, new int[10_000]);
                return new Rendered(info, List.of(), Optional.of(sample));
            } finally {
                now.addAndGet(-info.pixels());
            }
        }

        @Override
        public Set<ImageFormat> writes() {
            return Set.of();
        }
    }
}
