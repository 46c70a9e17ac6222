// SPDX-License-Identifier: Apache-2.0
/** Pictures of an album in a folder. Start at {@link dev.darkroom.examples.album.AlbumPlugin}. */
@NullMarked
package dev.darkroom.examples.album;

import org.jspecify.annotations.NullMarked;
