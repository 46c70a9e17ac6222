// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Variant;

/**
 * One variant in one format, ready to be stored.
 *
 * @param variant the wish that it fulfils
 * @param format the format of the bytes
 * @param width the real width, which is smaller than the wish for a small original
 * @param height the real height
 * @param content the bytes
 */
public record EncodedImage(Variant variant, ImageFormat format, int width, int height, ImageContent content) {}
