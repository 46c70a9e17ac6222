// SPDX-License-Identifier: Apache-2.0
/**
 * AVIF and HEIC. Put it on the class path or the module path, and the standard engine reads both and writes AVIF.
 *
 * <p>The boxes of a file are read and written in Java, strictly; FFmpeg's libavcodec sees nothing but the coded pixels.
 */
@NullMarked
package dev.darkroom.avif;

import org.jspecify.annotations.NullMarked;
