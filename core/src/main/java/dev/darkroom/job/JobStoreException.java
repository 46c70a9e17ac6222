// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

/** Says that a store could not do what was asked, that nothing was half-written, and that it may work later. */
public class JobStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what could not be done and why. */
    public JobStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
