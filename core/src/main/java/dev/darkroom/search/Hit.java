// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.job.JobId;
import java.util.Comparator;

/**
 * A picture that was found.
 *
 * @param picture which
 * @param job the job whose result it is
 * @param row where it stands
 * @param worth what the best have most of
 */
record Hit(Picture picture, JobId job, int row, double worth) {

    /** The best first; of those that are worth the same, that of the first job. */
    static final Comparator<Hit> BEST_FIRST =
            Comparator.comparingDouble(Hit::worth).reversed().thenComparing(Hit::job);
}
