// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

/** Which of two due jobs goes first. */
public enum Priority {
    /** After everything else, such as a backfill. */
    LOW,
    /** The usual one. */
    NORMAL,
    /** Before the usual ones, such as an upload that a person looks at. */
    HIGH,
    /** Before everything else. */
    URGENT
}
