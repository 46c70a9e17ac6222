// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

/**
 * What the header of a picture tells, before any pixel is decoded.
 *
 * @param format the format by content, whatever the name says
 * @param width the width as a viewer sees it, after the orientation is applied
 * @param height the height as a viewer sees it, after the orientation is applied
 * @param orientation the EXIF orientation, 1 to 8; 1 is upright
 * @param alpha whether the picture can have transparent parts
 */
public record ImageInfo(ImageFormat format, int width, int height, int orientation, boolean alpha) {

    /** Checks the ranges. */
    public ImageInfo {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture is at least 1 x 1, not " + width + " x " + height);
        }
        if (orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("an orientation is 1 to 8, not " + orientation);
        }
    }

    /** Returns how many pixels the picture has. */
    public long pixels() {
        return (long) width * height;
    }
}
