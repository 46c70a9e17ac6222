// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.util.List;
import java.util.Set;

/**
 * What {@link JobStore#exchange} gave.
 *
 * @param lost the leases whose checkpoint was refused, because they were lost
 * @param leases the jobs to work on next
 */
public record Exchange(Set<Lease> lost, List<Lease> leases) {

    /** Copies both. */
    public Exchange {
        lost = Set.copyOf(lost);
        leases = List.copyOf(leases);
    }
}
