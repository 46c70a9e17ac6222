// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.process;

import dev.darkroom.image.ImageInfo;
import dev.darkroom.job.Job;
import java.io.IOException;

/** Decides whether a step is needed, by the job, the results so far and the picture's header. */
@FunctionalInterface
public interface StepCondition {

    /** Whether the step is needed. */
    boolean test(Facts facts) throws IOException, InterruptedException;

    /** What a condition may look at. */
    interface Facts {

        /** Returns the job, with the results of the steps that are done. */
        Job job();

        /** Returns what the picture's header tells. */
        ImageInfo info() throws IOException, InterruptedException;
    }
}
