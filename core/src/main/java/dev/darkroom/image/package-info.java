// SPDX-License-Identifier: Apache-2.0
/** Values about pictures: where one is, its bytes, its facts, and the sizes it is wanted in. */
@NullMarked
package dev.darkroom.image;

import org.jspecify.annotations.NullMarked;
