// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures in Dropbox. {@link dev.darkroom.dropbox.DropboxPlugin} adds the source {@code dropbox} by itself; start at
 * {@link dev.darkroom.dropbox.DropboxWatcher} to have new pictures of a folder handed in.
 */
@NullMarked
package dev.darkroom.dropbox;

import org.jspecify.annotations.NullMarked;
