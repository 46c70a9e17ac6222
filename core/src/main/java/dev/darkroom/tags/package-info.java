// SPDX-License-Identifier: Apache-2.0
/** Finds the tags in a picture file, EXIF, IPTC and XMP, within limits. Nothing here is for hosts. */
@NullMarked
package dev.darkroom.tags;

import org.jspecify.annotations.NullMarked;
