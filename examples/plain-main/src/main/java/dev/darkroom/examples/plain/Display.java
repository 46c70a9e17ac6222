// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.nio.file.Path;
import java.time.Duration;

/** Shows how far the work is; called by one thread at a time. */
interface Display {

    /** A picture is worked on. */
    void began(String label);

    /** A picture has to wait. */
    void waits(String label, String reason, Duration delay);

    /** A picture has ended. */
    void ended(Outcome outcome);

    /** Leaves the screen as what comes next expects it. */
    void close();

    /** A bar where a person looks on and no log gets between its lines, otherwise a line for each picture. */
    static Display of(Host host, int total, Path out) {
        return host.screen().isTerminal() && !Verbosity.isRaised() ? new Bar(host, total) : new Lines(host.out(), out);
    }
}
