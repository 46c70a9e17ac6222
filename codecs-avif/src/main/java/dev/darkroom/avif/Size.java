// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

/** A width and a height in pixels. */
record Size(int width, int height) {
    Size {
        if (width < 1 || height < 1) {
            throw Rejections.broken("a size in it is " + width + " x " + height);
        }
    }

    long pixels() {
        return (long) width * height;
    }
}
