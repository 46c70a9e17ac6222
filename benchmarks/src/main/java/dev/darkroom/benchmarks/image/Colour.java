// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

/** A colour by its three parts, each 0 to 255 and perhaps beyond. */
record Colour(float red, float green, float blue) {

    static Colour of(int rgb) {
        return new Colour((rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF);
    }

    Colour mixed(Colour other, float share) {
        return new Colour(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    Colour brighter(float by) {
        return new Colour(red + by, green + by, blue + by);
    }
}
