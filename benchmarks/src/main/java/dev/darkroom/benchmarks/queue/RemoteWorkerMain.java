// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What runs in the other JVM: works, and writes a line for each job with how many milliseconds it has waited.
 *
 * <p>It ends when its input does, so that it never outlives the JVM that started it.
 */
final class RemoteWorkerMain {
    static final String READY = "ready";

    private static final long LONGEST_STOP = TimeUnit.SECONDS.toNanos(10);

    private RemoteWorkerMain() {}

    /** Takes the contestant's name and its database. */
    public static void main(String[] arguments) throws Exception {
        PrintStream lines = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        Entrant<?> entrant = Entrants.forStarts(arguments[0]::equals).get(0);
        try (Contestant contestant = entrant.opening().open(arguments[1])) {
            contestant.start(payload -> lines.println(Payload.millisSince(payload)));
            lines.println(READY);
            System.in.transferTo(OutputStream.nullOutputStream());
            haltSoon();
            contestant.stop();
        }
        System.exit(0);
    }

    /** Ends this JVM even if the contestant won't stop, as when the database has gone first. */
    private static void haltSoon() {
        Thread thread = new Thread(
                () -> {
                    LockSupport.parkNanos(LONGEST_STOP);
                    Runtime.getRuntime().halt(1);
                },
                "halt");
        thread.setDaemon(true);
        thread.start();
    }
}
