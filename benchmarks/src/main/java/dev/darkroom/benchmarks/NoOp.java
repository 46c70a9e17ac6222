// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;

/** Tells that it was begun, and does nothing else, so that what is measured is the engine. */
record NoOp(Lane lane, Runnable begun) implements ImageProcessor<NoOp.Nothing> {

    /** The smallest of results. */
    record Nothing(boolean done) {}

    @Override
    public StepOutcome<Nothing> process(StepContext context) {
        begun.run();
        return StepOutcome.done(new Nothing(true));
    }

    @Override
    public boolean readsPicture() {
        return false;
    }
}
