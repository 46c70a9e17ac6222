// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

/**
 * Two pictures of which one may be a copy of the other.
 *
 * @param first the host's id of the one that comes first by its job
 * @param second the host's id of the other
 * @param distance in how many of the 64 bits of their fingerprints the two differ
 */
public record DuplicatePair(String first, String second, int distance) {}
