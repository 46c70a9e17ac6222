// SPDX-License-Identifier: Apache-2.0
/** Reads what a camera or a person wrote into a picture. Start at {@link dev.darkroom.metadata.Metadata}. */
@NullMarked
package dev.darkroom.metadata;

import org.jspecify.annotations.NullMarked;
