// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.io.IOException;
import java.nio.file.Path;

/** The process that calls Darkroom once. */
public final class OneCall {
    /** What the line with the answer begins with. */
    static final String DONE = "done";

    private OneCall() {}

    /** Takes the name of the job and the picture. */
    public static void main(String[] arguments) throws IOException {
        Job job = Job.valueOf(arguments[0]);
        Path picture = Path.of(arguments[1]);
        long before = System.nanoTime();
        new DarkroomMaker().make(picture, job.wishes(), job.palette());
        long nanos = System.nanoTime() - before;
        System.out.println(DONE + " " + nanos + " " + Effort.peakKilobytes());
    }
}
