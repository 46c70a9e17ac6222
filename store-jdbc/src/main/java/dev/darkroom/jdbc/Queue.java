// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Added;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Exchange;
import dev.darkroom.job.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What every job passes through, so it is made for speed: in, to a worker, and out. */
interface Queue {

    /** Adds jobs; those that are due go to the claiming worker at once as far as it has room. */
    List<Added> add(Connection connection, List<Submission> submissions, Claim claim) throws SQLException;

    /** Whether {@link #add} needs no transaction around it to add so many jobs all or none. */
    boolean addsAtOnce(int submissions);

    /** Whether {@link #exchange} needs no transaction around it to write these all or none. */
    boolean writesAtOnce(List<Checkpoint> checkpoints);

    /** Writes checkpoints, then lends jobs, none of them due before its floor. */
    Exchange exchange(Connection connection, List<Checkpoint> checkpoints, Claim claim, Floors.Scan scan)
            throws SQLException;
}
