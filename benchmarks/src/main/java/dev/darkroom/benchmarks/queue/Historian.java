// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;

/** A contestant that keeps the jobs that have ended. */
interface Historian extends Contestant {

    /** Writes jobs that have ended long ago, as whole as if they had been worked off. */
    void fillHistory(int jobs) throws SQLException;
}
