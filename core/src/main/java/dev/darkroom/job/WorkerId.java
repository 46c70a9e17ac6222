// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.text.KeptText;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The name of a worker in one run of its JVM. A restarted node has a new one, so that it never waits for itself.
 *
 * @param value the name, at most {@value KeptText#MAX_ID} characters
 */
public record WorkerId(String value) {

    /** Checks that the name can be kept. */
    public WorkerId {
        KeptText.check("name of a worker", value, KeptText.MAX_ID);
    }

    /** Makes a name that no other worker has. */
    public static WorkerId unique(String node, RandomGenerator random) {
        return new WorkerId(node + "-" + HexFormat.of().toHexDigits(random.nextLong()));
    }

    @Override
    public String toString() {
        return value;
    }
}
