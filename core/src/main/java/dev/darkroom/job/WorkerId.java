// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The name of a worker in one run of its JVM. A restarted node has a new one, so that it never waits for itself.
 *
 * @param value the name
 */
public record WorkerId(String value) {

    /** Makes a name that no other worker has. */
    public static WorkerId unique(String node, RandomGenerator random) {
        return new WorkerId(node + "-" + HexFormat.of().toHexDigits(random.nextLong()));
    }

    @Override
    public String toString() {
        return value;
    }
}
