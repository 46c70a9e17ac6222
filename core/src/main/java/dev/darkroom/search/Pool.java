// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.job.JobId;
import dev.darkroom.job.ResultPage;
import java.util.List;
import java.util.Set;

/** What a {@link Mirror} keeps in memory of a store's results; the mirror sees to it that threads don't meet in it. */
interface Pool {

    /** Takes in a result, unless a later one of its picture is there. */
    void put(ResultPage.Result result);

    /** Returns some of the jobs whose results are there, in turn. */
    List<JobId> some(int count);

    /** Forgets the results of these jobs. */
    void forget(Set<JobId> jobs);
}
