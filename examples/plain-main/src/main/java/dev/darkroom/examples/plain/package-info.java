// SPDX-License-Identifier: Apache-2.0
/**
 * A complete host application: a command line that processes pictures. Start at {@link
 * dev.darkroom.examples.plain.ProcessCommand}; what a host has to put together is in {@link
 * dev.darkroom.examples.plain.Setup}.
 */
@NullMarked
package dev.darkroom.examples.plain;

import org.jspecify.annotations.NullMarked;
