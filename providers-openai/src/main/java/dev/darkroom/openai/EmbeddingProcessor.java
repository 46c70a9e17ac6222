// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.search.Embedding;
import java.nio.charset.StandardCharsets;

/** Embeds what is said about a picture. */
final class EmbeddingProcessor implements ImageProcessor<Embedding> {
    static final String PATH = "/embeddings";
    private static final int MOST_TOKENS = 8_192;

    private final TextEmbedding wish;
    private final Account account;
    private final Account.Line line;

    EmbeddingProcessor(TextEmbedding wish, Account account) {
        this.wish = wish;
        this.account = account;
        this.line = account.embeddings(wish.model());
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
        PaidCall<Embedding> call = line.call(operation -> embed(account.reachedBy(context), text))
                .expecting(new Units().add(Units.INPUT, mostTokens(text)).map())
                .repeatable();
        return StepOutcome.done(context.pay(call));
    }

    private Paid<Embedding> embed(Api api, String text) throws CallFailure, InterruptedException {
        ApiReply reply = api.post(PATH, wish.model(), wish.request(text).toString(), line.timeout());
        float[] vector = EmbeddingReply.vector(reply.body(), 0).orElseThrow(() -> reply.lacking("a vector"));
        return reply.paid(
                Embedding.of(wish.model(), vector),
                Units.ofEmbedding(reply.body().path("usage")).map());
    }

    /** No model makes more tokens than there are bytes, and none takes more than its limit. */
    static long mostTokens(String text) {
        return Math.min(MOST_TOKENS, text.getBytes(StandardCharsets.UTF_8).length);
    }
}
