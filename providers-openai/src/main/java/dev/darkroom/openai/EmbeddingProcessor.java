// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.paid.CallFailure;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.search.Embedding;

/** Embeds what is said about a picture. */
final class EmbeddingProcessor implements ImageProcessor<Embedding> {
    private final TextEmbedding wish;
    private final Embedder embedder;

    EmbeddingProcessor(TextEmbedding wish, Embedder embedder) {
        this.wish = wish;
        this.embedder = embedder;
    }

    @Override
    public Lane lane() {
        return Lane.REMOTE;
    }

    @Override
    public boolean readsPicture() {
        return false;
    }

    @Override
    public StepOutcome<Embedding> process(StepContext context) throws CallFailure, InterruptedException {
        String text = wish.textOf(context.job());
        if (text.isBlank()) {
            return StepOutcome.failed("there is no text to embed: nothing is said about this picture");
        }
        return StepOutcome.done(context.pay(embedder.embedding(text, context.http())));
    }
}
