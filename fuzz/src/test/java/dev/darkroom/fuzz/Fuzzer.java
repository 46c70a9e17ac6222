// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/*
 * Jazzer finds both methods by their names, so nothing here needs it to compile.
 */
/** What {@code fuzz/run} starts: hands Jazzer's inputs to one target. */
public final class Fuzzer {
    private static @Nullable Watched target;

    private Fuzzer() {}

    /** Takes the name of the target. */
    public static void fuzzerInitialize(String[] arguments) {
        target = Objects.requireNonNull(Targets.byName().get(arguments[0]), arguments[0]);
    }

    /** Reads one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        Objects.requireNonNull(target).read(input);
    }
}
