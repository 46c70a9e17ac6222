// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

/** Why work on a job ends before its time. */
enum Stop {
    /** Somebody called the job off: it ends as CANCELLED. */
    CALLED_OFF,
    /** The worker closes, missed its heartbeat, or has too many: what is done is written and the lease is given back. */
    GIVE_BACK,
    /** A write was refused, since another worker has the job or the store can't keep it: nothing more is written. */
    LOST
}
