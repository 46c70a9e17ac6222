// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Added;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Exchange;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The queue by statements that every database has; nearly all of them are for many jobs. */
final class PortableQueue implements Queue {
    private final NewJobs newJobs;
    private final Checkpoints checkpoints;
    private final Claims claims;

    PortableQueue(NewJobs newJobs, Checkpoints checkpoints, Claims claims) {
        this.newJobs = newJobs;
        this.checkpoints = checkpoints;
        this.claims = claims;
    }

    @Override
    public boolean addsAtOnce(int submissions) {
        return false;
    }

    @Override
    public boolean writesAtOnce(List<Checkpoint> entries) {
        return false;
    }

    @Override
    public List<Added> add(Connection connection, List<Submission> submissions, Claim claim) throws SQLException {
        return newJobs.add(connection, submissions, claim);
    }

    @Override
    public Exchange exchange(Connection connection, List<Checkpoint> entries, Claim claim, Floors.Scan scan)
            throws SQLException {
        Set<Lease> lost = entries.isEmpty() ? Set.of() : checkpoints.write(connection, entries);
        return new Exchange(lost, claim.limit() == 0 ? List.of() : claims.claim(connection, claim, scan));
    }
}
