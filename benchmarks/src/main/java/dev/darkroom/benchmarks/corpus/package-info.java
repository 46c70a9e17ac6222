// SPDX-License-Identifier: Apache-2.0
/**
 * How many pictures of a corpus the image engine gets right: each is decoded in another JVM and held against what the
 * corpus' manifest and independent tools say. Start at {@link dev.darkroom.benchmarks.corpus.CorpusCheck}.
 */
@NullMarked
package dev.darkroom.benchmarks.corpus;

import org.jspecify.annotations.NullMarked;
