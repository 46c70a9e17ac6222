// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.plugin;

/**
 * How a module joins: it adds what it has to a Darkroom that is being built.
 *
 * <p>A plugin is found by {@link java.util.ServiceLoader} or handed in by the host. One that lacks its settings, such as
 * an API key, adds nothing and says so once in the log; it does not throw.
 */
public interface DarkroomPlugin {

    /** Returns a short name for the log. */
    String name();

    /** Adds what the module has. */
    void contribute(Contributions contributions);
}
