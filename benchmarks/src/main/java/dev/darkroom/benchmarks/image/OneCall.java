// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.io.IOException;
import java.nio.file.Path;

/** The process that calls Darkroom once, for a set of variants. */
public final class OneCall {
    /** What the line with the answer begins with. */
    static final String DONE = "done";

    private OneCall() {}

    /** Takes the picture. */
    public static void main(String[] arguments) throws IOException {
        Path picture = Path.of(arguments[0]);
        long before = System.nanoTime();
        new DarkroomMaker().make(picture, Job.VARIANTS.wishes(), Job.VARIANTS.palette());
        long nanos = System.nanoTime() - before;
        System.out.println(DONE + " " + nanos + " " + Effort.peakKilobytes());
    }
}
