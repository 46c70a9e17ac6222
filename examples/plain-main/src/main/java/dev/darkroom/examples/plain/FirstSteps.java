// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.Variant;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.metadata.Metadata;
import dev.darkroom.palette.Palette;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.storage.FileStorage;
import dev.darkroom.variant.Variants;
import java.nio.file.Path;
import java.time.Duration;

/** The program on the first screen of the README, which is compared with it by a test. */
public final class FirstSteps {
    private FirstSteps() {}

    /** Processes {@code cat.jpg} of the current folder. */
    public static void main(String[] arguments) throws Exception {
        try (Darkroom darkroom = Darkroom.builder()
                .store(JobStore.inMemory())
                .storage(FileStorage.at(Path.of("media")))
                .recipe(Recipe.named("photo")
                        .step(Variants.of(Variant.square("thumbnail", 200), Variant.fit("detail", 1200, 1200)))
                        .step(Palette.colours(5))
                        .step(Metadata.facts().optional()))
                .build()) {

            JobHandle handle = darkroom.submit(
                    Submission.of("photo", ImageRef.file("cat.jpg")).imageId("42"));
            Job job = handle.await(Duration.ofMinutes(1));

            System.out.println(
                    job.status() + ": " + job.result(Palette.Colours.class).colours());
        }
    }
}
