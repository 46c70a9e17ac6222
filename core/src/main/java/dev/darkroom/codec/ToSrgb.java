// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/** Brings finished pictures to sRGB. */
interface ToSrgb {

    /** Changes the colours of a canvas in place. */
    void apply(Canvas canvas);
}
