// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.variant;

import dev.darkroom.image.ImageFormat;

/**
 * The stored file that fulfils a variant in one format.
 *
 * @param variant the name of the variant
 * @param format the format of the file
 * @param width its real width
 * @param height its real height
 * @param key where the storage has it
 * @param bytes its length
 */
public record Rendition(String variant, ImageFormat format, int width, int height, String key, long bytes) {}
