// SPDX-License-Identifier: Apache-2.0
/** Embeddings, analyses and pictures by OpenAI. Start at {@link dev.darkroom.openai.OpenAi}. */
@NullMarked
package dev.darkroom.openai;

import org.jspecify.annotations.NullMarked;
