// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.http.GuardedHttp;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.search.Embedding;
import dev.darkroom.search.TextEmbedder;
import java.nio.charset.StandardCharsets;

/** Embeds texts: what is said about pictures, and what somebody searches for, in the same way. */
final class Embedder implements TextEmbedder {
    static final String PATH = "/embeddings";
    private static final int MOST_TOKENS = 8_192;

    private final TextEmbedding wish;
    private final Account account;
    private final Account.Line line;

    Embedder(TextEmbedding wish, Account account) {
        this.wish = wish;
        this.account = account;
        this.line = account.embeddings(wish.model());
    }

    @Override
    public String model() {
        return wish.model();
    }

    @Override
    public PaidCall<Embedding> embedding(String text, GuardedHttp http) {
        Api api = account.reachedBy(http);
        return line.call(operation -> embed(api, text))
                .expecting(new Units().add(Units.INPUT, mostTokens(text)).map())
                .repeatable();
    }

    private Paid<Embedding> embed(Api api, String text) throws CallFailure, InterruptedException {
        ApiReply reply = api.post(PATH, wish.model(), wish.request(text).toString(), line.timeout());
        return reply.paid(
                embedding(wish, reply),
                Units.ofEmbedding(reply.body().path("usage")).map());
    }

    static Embedding embedding(TextEmbedding wish, ApiReply reply) throws CallFailure {
        float[] vector = EmbeddingReply.vector(reply.body(), 0).orElseThrow(() -> reply.lacking("a vector"));
        return Embedding.of(wish.model(), vector);
    }

    /** No model makes more tokens than there are bytes, and none takes more than its limit. */
    static long mostTokens(String text) {
        return Math.min(MOST_TOKENS, text.getBytes(StandardCharsets.UTF_8).length);
    }
}
