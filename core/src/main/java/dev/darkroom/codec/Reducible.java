// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/**
 * By how much a picture may be made smaller before it passes: no output needs more than one pixel in so many along each
 * side.
 *
 * @param light for what the eye sees sharply
 * @param chroma for planes of chroma
 */
record Reducible(double light, double chroma) {
    static final Reducible NOT = new Reducible(1, 1);
}
