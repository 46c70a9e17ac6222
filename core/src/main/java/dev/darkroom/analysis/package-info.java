// SPDX-License-Identifier: Apache-2.0
/** What models say about pictures, whoever runs them: {@link dev.darkroom.analysis.Analysis}. */
@NullMarked
package dev.darkroom.analysis;

import org.jspecify.annotations.NullMarked;
