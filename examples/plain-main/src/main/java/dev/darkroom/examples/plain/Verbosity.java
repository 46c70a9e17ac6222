// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

/** Whether the log is shown. It belongs to the process, as logging does. */
final class Verbosity {
    /** Read by slf4j-simple when the first class that logs is loaded, which is after the options were read. */
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    /** It tells warnings without being asked, and more if it is. */
    private static final String LEVEL_AT_THE_START = "org.slf4j.simpleLogger.log.dev.darkroom.jdbc.Opening";

    private Verbosity() {}

    static void raise() {
        System.setProperty(LOG_LEVEL, "debug");
        System.setProperty(LEVEL_AT_THE_START, "debug");
    }

    static boolean isRaised() {
        return System.getProperty(LOG_LEVEL) != null;
    }
}
